import constants from '../constants.cjs'

/** Energy of a hydrogen-like level in electronvolts. */
export function levelEnergy(n: number, z = 1): number {
  return (-constants.rydbergEnergy * z * z) / (n * n)
}

/** Wavelength in nanometres of the photon that leaves when an electron falls from one level to another. */
export function transitionWavelength(from: number, to: number, z = 1): number {
  const electronvolts = levelEnergy(from, z) - levelEnergy(to, z)
  const joules = electronvolts * constants.elementaryCharge
  return ((constants.planck * constants.lightSpeed) / joules) * 1e9
}

export const series = [
  { name: 'Lyman', to: 1, region: 'ultraviolet' },
  { name: 'Balmer', to: 2, region: 'visible' },
  { name: 'Paschen', to: 3, region: 'infrared' },
  { name: 'Brackett', to: 4, region: 'infrared' },
] as const
