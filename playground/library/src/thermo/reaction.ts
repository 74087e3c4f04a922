import { type Balanced, balance } from '../equation/balance'
import { thermoTable } from './enthalpies'

export interface ReactionThermo {
  balanced: Extract<Balanced, { ok: true }>
  /** kJ per mole of reaction. */
  enthalpy: number
  /** J/K per mole of reaction. */
  entropy: number
}

/** Enthalpy and entropy of a reaction by Hess's law; null when a substance is not in the table. */
export function reactionThermo(text: string): ReactionThermo | null {
  const balanced = balance(text)
  if (!balanced.ok) return null
  let enthalpy = 0
  let entropy = 0
  const sides = [
    { formulas: balanced.equation.left, counts: balanced.left, sign: -1 },
    { formulas: balanced.equation.right, counts: balanced.right, sign: 1 },
  ]
  for (const { formulas, counts, sign } of sides) {
    for (const [i, formula] of formulas.entries()) {
      const entry = thermoTable[formula.text]
      if (!entry) return null
      enthalpy += sign * counts[i] * entry.h
      entropy += sign * counts[i] * entry.s
    }
  }
  return { balanced, enthalpy, entropy }
}

/** Gibbs energy in kJ at a temperature. */
export function gibbs(enthalpy: number, entropy: number, kelvin: number): number {
  return enthalpy - (kelvin * entropy) / 1000
}
