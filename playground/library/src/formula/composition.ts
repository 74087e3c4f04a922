import { elementBySymbol } from '../elements/lookup'
import { massOf } from './mass'
import { type Composition, parseFormula } from './parse'

export interface Share {
  symbol: string
  count: number
  mass: number
  /** Part of the whole mass, 0 to 1. */
  fraction: number
}

/** Composition by mass, the heaviest share first. */
export function massShares(formula: string): Share[] {
  const { atoms } = parseFormula(formula)
  const total = massOf(atoms)
  return [...atoms]
    .map(([symbol, count]) => {
      const mass = (elementBySymbol(symbol)?.mass ?? 0) * count
      return { symbol, count, mass, fraction: mass / total }
    })
    .sort((a, b) => b.fraction - a.fraction || a.symbol.localeCompare(b.symbol, 'en'))
}

export function atomCount(atoms: Composition): number {
  let sum = 0
  for (const n of atoms.values()) sum += n
  return sum
}
