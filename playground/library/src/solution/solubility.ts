import { lcm } from '../numbers/integers'
import type { Ion } from './ions'

export type Solubility = 'soluble' | 'slightly' | 'insoluble' | 'decomposes'

const alkali = new Set(['Li', 'Na', 'K', 'NH4'])

/** The classroom rules, from the strongest to the weakest. */
export function solubility(cation: Ion, anion: Ion): Solubility {
  const c = cation.formula
  const a = anion.formula
  if (c === 'Li' && a === 'PO4') return 'insoluble'
  if (alkali.has(c)) return 'soluble'
  if (a === 'NO3') return 'soluble'
  if (a === 'CH3COO') return c === 'Ag' ? 'slightly' : 'soluble'
  if (a === 'Cl') return c === 'Ag' ? 'insoluble' : c === 'Pb' ? 'slightly' : 'soluble'
  if (a === 'I') {
    if (c === 'Fe' || c === 'Cu') return 'decomposes'
    return c === 'Ag' || c === 'Pb' ? 'insoluble' : 'soluble'
  }
  if (a === 'SO4') {
    if (c === 'Ba' || c === 'Pb') return 'insoluble'
    return c === 'Ca' || c === 'Ag' ? 'slightly' : 'soluble'
  }
  if (a === 'OH') {
    if (c === 'Ag') return 'decomposes'
    return c === 'Ba' ? 'soluble' : c === 'Ca' ? 'slightly' : 'insoluble'
  }
  if (a === 'CO3' && (c === 'Al' || c === 'Fe')) return 'decomposes'
  if (a === 'S') {
    if (c === 'Al' || c === 'Mg') return 'decomposes'
    if (c === 'Ca' || c === 'Ba') return 'slightly'
  }
  return 'insoluble'
}

/** Formula of the salt that two ions make: Ca and PO4 give Ca3(PO4)2. */
export function saltFormula(cation: Ion, anion: Ion): string {
  const balance = lcm(cation.charge, anion.charge)
  const part = ({ formula }: Ion, n: number) => {
    if (n === 1) return formula
    return /[A-Z].*[A-Z]|\d/.test(formula) ? `(${formula})${n}` : `${formula}${n}`
  }
  return part(cation, balance / cation.charge) + part(anion, balance / -anion.charge)
}
