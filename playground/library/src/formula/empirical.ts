import { elementBySymbol } from '../elements/lookup'
import { gcd } from '../numbers/integers'
import type { Composition } from './parse'

/** Divides all counts by their greatest common divisor: C6H12O6 becomes CH2O. */
export function reduce(atoms: Composition): Composition {
  const divisor = [...atoms.values()].reduce(gcd, 0) || 1
  return new Map([...atoms].map(([symbol, n]) => [symbol, n / divisor]))
}

/** Finds the smallest whole-number formula that fits percentages by mass. */
export function fromPercentages(shares: Record<string, number>, tolerance = 0.06): Composition | null {
  const moles = Object.entries(shares).flatMap(([symbol, percent]) => {
    const mass = elementBySymbol(symbol)?.mass
    return mass && percent > 0 ? [[symbol, percent / mass] as const] : []
  })
  if (moles.length === 0) return null
  const least = Math.min(...moles.map(([, n]) => n))
  for (let factor = 1; factor <= 12; factor++) {
    const counts = moles.map(([symbol, n]) => [symbol, (n / least) * factor] as const)
    if (counts.every(([, n]) => Math.abs(n - Math.round(n)) <= tolerance)) {
      return new Map(counts.map(([symbol, n]) => [symbol, Math.round(n)]))
    }
  }
  return null
}
