import { molarMass } from '../formula/mass'
import type { Balanced } from './balance'

export interface Yield {
  limiting: string
  /** Grams of every product if the reaction runs to its end. */
  products: { formula: string; grams: number }[]
  /** Grams of every reactant that stay behind. */
  leftover: { formula: string; grams: number }[]
}

/** What comes out when given masses of the reactants (in grams, in order) react completely. */
export function theoreticalYield(balanced: Extract<Balanced, { ok: true }>, grams: number[]): Yield {
  const reactants = balanced.equation.left
  const runs = reactants.map((formula, i) => grams[i] / molarMass(formula) / balanced.left[i])
  const extent = Math.min(...runs)
  return {
    limiting: reactants[runs.indexOf(extent)].text,
    products: balanced.equation.right.map((formula, i) => ({
      formula: formula.text,
      grams: extent * balanced.right[i] * molarMass(formula),
    })),
    leftover: reactants.map((formula, i) => ({
      formula: formula.text,
      grams: Math.max(0, grams[i] - extent * balanced.left[i] * molarMass(formula)),
    })),
  }
}
