import { period4 } from './period4'
import { period5 } from './period5'
import { period6 } from './period6'
import { period7 } from './period7'
import { shortPeriods } from './short-periods'
import type { ElementRecord } from './types'

export const elements: readonly ElementRecord[] = [
  ...shortPeriods,
  ...period4,
  ...period5,
  ...period6,
  ...period7,
]

const bySymbol = new Map(elements.map((element) => [element.symbol, element]))

export function elementBySymbol(symbol: string): ElementRecord | undefined {
  return bySymbol.get(symbol)
}

export function elementByNumber(z: number): ElementRecord | undefined {
  return elements[z - 1]
}

/** Looks an element up by what a person may type: a number, a symbol in any case or a name. */
export function findElement(text: string): ElementRecord | undefined {
  const wanted = text.trim().toLowerCase()
  if (/^\d+$/.test(wanted)) return elementByNumber(Number(wanted))
  return elements.find((e) => e.symbol.toLowerCase() === wanted || e.name.toLowerCase() === wanted)
}
