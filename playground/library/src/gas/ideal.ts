import constants from '../constants.cjs'

export interface GasState {
  /** Pascal. */
  p: number
  /** Cubic metre. */
  v: number
  /** Mole. */
  n: number
  /** Kelvin. */
  t: number
}

export type GasVariable = keyof GasState

/** Solves pV = nRT for one variable from the other three. */
export function solveIdeal(unknown: GasVariable, known: GasState): number {
  const { p, v, n, t } = known
  const r = constants.gasConstant
  switch (unknown) {
    case 'p':
      return (n * r * t) / v
    case 'v':
      return (n * r * t) / p
    case 'n':
      return (p * v) / (r * t)
    case 't':
      return (p * v) / (n * r)
  }
}

/** Density of an ideal gas in grams per litre. */
export function gasDensity(molarMass: number, p: number, t: number): number {
  return (p * molarMass) / (constants.gasConstant * t) / 1000
}
