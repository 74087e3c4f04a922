import { Fraction } from '../numbers/fraction'
import { gcd, lcm } from '../numbers/integers'
import { type Matrix, rowReduce } from './matrix'
import { type Equation, elementsOf, parseEquation } from './parse'

export type Balanced =
  | { ok: true; equation: Equation; left: number[]; right: number[] }
  | { ok: false; reason: 'impossible' | 'ambiguous' }

/** Balances an equation by solving for the null space of its atom and charge matrix. */
export function balance(text: string): Balanced {
  const equation = parseEquation(text)
  const terms = [...equation.left, ...equation.right]
  const sign = (i: number) => (i < equation.left.length ? 1 : -1)
  const rows: Matrix = elementsOf(equation).map((symbol) =>
    terms.map((formula, i) => new Fraction(sign(i) * (formula.atoms.get(symbol) ?? 0))),
  )
  rows.push(terms.map((formula, i) => new Fraction(sign(i) * formula.charge)))

  const reduced = rowReduce(rows)
  const free = terms.map((_, i) => i).filter((i) => !reduced.pivots.includes(i))
  if (free.length === 0) return { ok: false, reason: 'impossible' }
  if (free.length > 1) return { ok: false, reason: 'ambiguous' }

  const solution = terms.map((_, i) => {
    if (i === free[0]) return new Fraction(1)
    return reduced.rows[reduced.pivots.indexOf(i)][free[0]].negated()
  })
  const scale = solution.reduce((acc, x) => lcm(acc, x.d), 1)
  const whole = solution.map((x) => (x.n * scale) / x.d)
  const divisor = whole.reduce(gcd, 0) || 1
  const counts = whole.map((n) => n / divisor)
  if (counts.some((n) => n <= 0)) return { ok: false, reason: 'impossible' }
  return {
    ok: true,
    equation,
    left: counts.slice(0, equation.left.length),
    right: counts.slice(equation.left.length),
  }
}
