import { elementBySymbol } from '../elements/lookup'
import { FormulaError, type Token, tokenize } from './tokenize'

export type Composition = Map<string, number>

export interface Formula {
  text: string
  atoms: Composition
  charge: number
}

/** Reads a formula: groups in round or square brackets, hydrates after a dot, a charge after ^. */
export function parseFormula(text: string): Formula {
  const tokens = tokenize(text)
  if (tokens.length === 0) throw new FormulaError('a formula is needed', 0)
  let at = 0
  let charge = 0

  const count = () => {
    const token = tokens[at]
    if (token?.kind !== 'number') return 1
    at++
    if (token.value === 0) throw new FormulaError('a count of zero makes no sense', token.at)
    return token.value
  }

  const group = (opened: Token | null): Composition => {
    const atoms: Composition = new Map()
    while (at < tokens.length) {
      const token = tokens[at]
      if (token.kind === 'charge') {
        charge = token.value
        at++
      } else if (token.kind === 'close') {
        if (!opened) throw new FormulaError('a bracket closes that was never opened', token.at)
        at++
        return atoms
      } else if (token.kind === 'open') {
        at++
        const inner = group(token)
        add(atoms, inner, count())
      } else if (token.kind === 'element') {
        if (!elementBySymbol(token.symbol)) {
          throw new FormulaError(`there is no element “${token.symbol}”`, token.at)
        }
        at++
        add(atoms, new Map([[token.symbol, 1]]), count())
      } else if (token.kind === 'dot' && !opened) {
        at++
        const times = count()
        add(atoms, group(null), times)
      } else {
        throw new FormulaError('a number needs something to count', token.at)
      }
    }
    if (opened) throw new FormulaError('a bracket is never closed', opened.at)
    return atoms
  }

  return { text: text.trim(), atoms: group(null), charge }
}

function add(into: Composition, from: Composition, times: number): void {
  for (const [symbol, n] of from) into.set(symbol, (into.get(symbol) ?? 0) + n * times)
}
