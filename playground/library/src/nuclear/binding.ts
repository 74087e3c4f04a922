import constants from '../constants.cjs'

/** Binding energy in MeV by the semi-empirical mass formula (liquid drop). */
export function bindingEnergy(z: number, a: number): number {
  const n = a - z
  const volume = 15.75 * a
  const surface = 17.8 * a ** (2 / 3)
  const coulomb = (0.711 * z * (z - 1)) / a ** (1 / 3)
  const asymmetry = (23.7 * (n - z) ** 2) / a
  const pairing = 11.18 / Math.sqrt(a)
  const sign = a % 2 === 1 ? 0 : z % 2 === 0 ? 1 : -1
  return volume - surface - coulomb - asymmetry + sign * pairing
}

/** Nuclear mass in unified atomic mass units that follows from it. */
export function nuclearMass(z: number, a: number): number {
  const defect = bindingEnergy(z, a) / constants.megaelectronvoltPerMassUnit
  return z * constants.protonMass + (a - z) * constants.neutronMass - defect
}

/** The charge number of the most strongly bound nucleus with a given mass number. */
export function mostStable(a: number): number {
  let best = 1
  for (let z = 1; z <= a; z++) if (bindingEnergy(z, a) > bindingEnergy(best, a)) best = z
  return best
}
