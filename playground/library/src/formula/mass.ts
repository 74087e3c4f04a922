import { elementBySymbol } from '../elements/lookup'
import { type Composition, type Formula, parseFormula } from './parse'

export function massOf(atoms: Composition): number {
  let sum = 0
  for (const [symbol, n] of atoms) sum += (elementBySymbol(symbol)?.mass ?? 0) * n
  return sum
}

/** Molar mass in grams per mole. */
export function molarMass(formula: string | Formula): number {
  return massOf((typeof formula === 'string' ? parseFormula(formula) : formula).atoms)
}

export function gramsToMoles(formula: string, grams: number): number {
  return grams / molarMass(formula)
}

export function molesToGrams(formula: string, moles: number): number {
  return moles * molarMass(formula)
}
