import { unicodeFormula } from '../formula/display'
import type { Balanced } from './balance'

export interface Term {
  count: number
  formula: string
}

export function termsOf(balanced: Extract<Balanced, { ok: true }>): { left: Term[]; right: Term[] } {
  const join = (counts: number[], side: 'left' | 'right') =>
    counts.map((count, i) => ({ count, formula: balanced.equation[side][i].text }))
  return { left: join(balanced.left, 'left'), right: join(balanced.right, 'right') }
}

export function equationText(balanced: Balanced): string {
  if (!balanced.ok) return ''
  const { left, right } = termsOf(balanced)
  const side = (terms: Term[]) =>
    terms
      .map(({ count, formula }) => `${count === 1 ? '' : `${count} `}${unicodeFormula(formula)}`)
      .join(' + ')
  return `${side(left)} → ${side(right)}`
}
