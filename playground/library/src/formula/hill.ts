import isEqual from 'fast-deep-equal'
import { type Composition, parseFormula } from './parse'

/** Hill order: carbon, hydrogen, then the alphabet; without carbon the alphabet alone. */
export function hillOrder(atoms: Composition): [string, number][] {
  const hasCarbon = atoms.has('C')
  const rank = (symbol: string) => (hasCarbon ? ['C', 'H'].indexOf(symbol) : -1)
  return [...atoms].sort(([a], [b]) => {
    const ra = rank(a)
    const rb = rank(b)
    if (ra !== rb) return ra === -1 ? 1 : rb === -1 ? -1 : ra - rb
    return a < b ? -1 : 1
  })
}

export function hillFormula(atoms: Composition): string {
  return hillOrder(atoms)
    .map(([symbol, n]) => (n === 1 ? symbol : `${symbol}${n}`))
    .join('')
}

/** Whether two formulas contain the same atoms in the same numbers. */
export function areIsomers(a: string, b: string): boolean {
  return isEqual(hillOrder(parseFormula(a).atoms), hillOrder(parseFormula(b).atoms))
}
