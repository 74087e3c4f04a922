import { type Formula, parseFormula } from '../formula/parse'
import { FormulaError } from '../formula/tokenize'

export interface Equation {
  left: Formula[]
  right: Formula[]
}

/** Reads `H2 + O2 -> H2O`; leading coefficients are dropped, arrows may be ->, → or =. */
export function parseEquation(text: string): Equation {
  const sides = text.split(/\s*(?:<=>|->|→|⇌|=)\s*/)
  if (sides.length !== 2) throw new FormulaError('one arrow is needed between the two sides', 0)
  const [left, right] = sides.map(readSide)
  return { left, right }
}

function readSide(side: string): Formula[] {
  return side
    .split(/\s+\+\s+/)
    .map((term) => term.trim().replace(/^\d+\s*(?=[A-Z([])/, ''))
    .filter((term) => term !== '')
    .map(parseFormula)
}

/** All elements of an equation in order of appearance. */
export function elementsOf({ left, right }: Equation): string[] {
  return [...new Set([...left, ...right].flatMap((formula) => [...formula.atoms.keys()]))]
}
