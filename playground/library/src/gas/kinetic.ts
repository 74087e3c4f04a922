import constants from '../constants.cjs'

/** Root mean square speed of molecules in metres per second; molar mass in g/mol. */
export function rmsSpeed(molarMass: number, t: number): number {
  return Math.sqrt((3 * constants.gasConstant * t) / (molarMass / 1000))
}

/** Maxwell-Boltzmann density of speeds. */
export function speedDensity(molarMass: number, t: number, speed: number): number {
  const m = molarMass / 1000 / constants.avogadro
  const kt = constants.boltzmann * t
  const scale = 4 * Math.PI * (m / (2 * Math.PI * kt)) ** 1.5
  return scale * speed * speed * Math.exp((-m * speed * speed) / (2 * kt))
}

export function speedCurve(molarMass: number, t: number, steps = 60): { x: number; y: number }[] {
  const top = rmsSpeed(molarMass, t) * 2.6
  return Array.from({ length: steps + 1 }, (_, i) => {
    const x = (top * i) / steps
    return { x, y: speedDensity(molarMass, t, x) }
  })
}
