import constants from '../constants.cjs'

export interface VanDerWaals {
  gas: string
  formula: string
  /** Pa m⁶ mol⁻² */
  a: number
  /** m³ mol⁻¹ */
  b: number
}

export const realGases: readonly VanDerWaals[] = [
  { gas: 'Helium', formula: 'He', a: 0.00346, b: 0.0000238 },
  { gas: 'Hydrogen', formula: 'H2', a: 0.02476, b: 0.00002661 },
  { gas: 'Nitrogen', formula: 'N2', a: 0.137, b: 0.0000387 },
  { gas: 'Oxygen', formula: 'O2', a: 0.1382, b: 0.00003186 },
  { gas: 'Methane', formula: 'CH4', a: 0.2303, b: 0.0000431 },
  { gas: 'Carbon dioxide', formula: 'CO2', a: 0.3658, b: 0.00004286 },
  { gas: 'Ammonia', formula: 'NH3', a: 0.4225, b: 0.00003713 },
  { gas: 'Water vapour', formula: 'H2O', a: 0.5537, b: 0.00003049 },
]

export function realPressure(gas: VanDerWaals, n: number, v: number, t: number): number {
  return (n * constants.gasConstant * t) / (v - n * gas.b) - (gas.a * n * n) / (v * v)
}

/** Compression factor: 1 for an ideal gas, below 1 where attraction wins. */
export function compressionFactor(gas: VanDerWaals, n: number, v: number, t: number): number {
  return (realPressure(gas, n, v, t) * v) / (n * constants.gasConstant * t)
}
