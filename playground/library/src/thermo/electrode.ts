import constants from '../constants.cjs'

export interface HalfCell {
  metal: string
  ion: string
  electrons: number
  /** Volts against the standard hydrogen electrode. */
  potential: number
}

export const halfCells: readonly HalfCell[] = [
  { metal: 'Li', ion: 'Li^+', electrons: 1, potential: -3.04 },
  { metal: 'Mg', ion: 'Mg^2+', electrons: 2, potential: -2.37 },
  { metal: 'Al', ion: 'Al^3+', electrons: 3, potential: -1.66 },
  { metal: 'Zn', ion: 'Zn^2+', electrons: 2, potential: -0.76 },
  { metal: 'Fe', ion: 'Fe^2+', electrons: 2, potential: -0.44 },
  { metal: 'Ni', ion: 'Ni^2+', electrons: 2, potential: -0.26 },
  { metal: 'Sn', ion: 'Sn^2+', electrons: 2, potential: -0.14 },
  { metal: 'Pb', ion: 'Pb^2+', electrons: 2, potential: -0.13 },
  { metal: 'Cu', ion: 'Cu^2+', electrons: 2, potential: 0.34 },
  { metal: 'Ag', ion: 'Ag^+', electrons: 1, potential: 0.8 },
]

/** Potential of a half cell away from 1 mol/L, by the Nernst equation. */
export function nernst(cell: HalfCell, concentration: number, kelvin = 298.15): number {
  const slope = (constants.gasConstant * kelvin) / (cell.electrons * constants.faraday)
  return cell.potential + slope * Math.log(concentration)
}

export function cellVoltage(anode: HalfCell, cathode: HalfCell, ca = 1, cc = 1): number {
  return nernst(cathode, cc) - nernst(anode, ca)
}
