import { quantities } from './quantities'
import type { Quantity, Unit } from './types'

function unitOf(quantity: Quantity, id: string): Unit {
  const unit = quantity.units.find((u) => u.id === id)
  if (!unit) throw new RangeError(`${quantity.label} has no unit “${id}”`)
  return unit
}

export function toBase(quantity: Quantity, value: number, from: string): number {
  const unit = unitOf(quantity, from)
  return value * unit.factor + (unit.offset ?? 0)
}

export function fromBase(quantity: Quantity, value: number, to: string): number {
  const unit = unitOf(quantity, to)
  return (value - (unit.offset ?? 0)) / unit.factor
}

export function convert(quantity: Quantity, value: number, from: string, to: string): number {
  return from === to ? value : fromBase(quantity, toBase(quantity, value, from), to)
}

export function quantityById(id: string): Quantity | undefined {
  return quantities.find((q) => q.id === id)
}
