export interface Nuclide {
  label: string
  symbol: string
  a: number
  /** Seconds. */
  halfLife: number
  mode: 'α' | 'β⁻' | 'β⁺' | 'ε' | 'γ'
}

const minute = 60
const hour = 3600
const day = 86400
const year = 31557600

export const nuclides: readonly Nuclide[] = [
  { label: 'Tritium', symbol: 'H', a: 3, halfLife: 12.32 * year, mode: 'β⁻' },
  { label: 'Carbon-14', symbol: 'C', a: 14, halfLife: 5700 * year, mode: 'β⁻' },
  { label: 'Fluorine-18', symbol: 'F', a: 18, halfLife: 109.8 * minute, mode: 'β⁺' },
  { label: 'Potassium-40', symbol: 'K', a: 40, halfLife: 1.248e9 * year, mode: 'β⁻' },
  { label: 'Cobalt-60', symbol: 'Co', a: 60, halfLife: 5.271 * year, mode: 'β⁻' },
  { label: 'Technetium-99m', symbol: 'Tc', a: 99, halfLife: 6.01 * hour, mode: 'γ' },
  { label: 'Iodine-131', symbol: 'I', a: 131, halfLife: 8.025 * day, mode: 'β⁻' },
  { label: 'Caesium-137', symbol: 'Cs', a: 137, halfLife: 30.05 * year, mode: 'β⁻' },
  { label: 'Radon-222', symbol: 'Rn', a: 222, halfLife: 3.823 * day, mode: 'α' },
  { label: 'Radium-226', symbol: 'Ra', a: 226, halfLife: 1600 * year, mode: 'α' },
  { label: 'Uranium-235', symbol: 'U', a: 235, halfLife: 7.04e8 * year, mode: 'α' },
  { label: 'Uranium-238', symbol: 'U', a: 238, halfLife: 4.468e9 * year, mode: 'α' },
  { label: 'Americium-241', symbol: 'Am', a: 241, halfLife: 432.6 * year, mode: 'α' },
]

/** Part of a sample that is left after a time. */
export function remaining(halfLife: number, time: number): number {
  return 2 ** (-time / halfLife)
}

/** Age in the unit of the half-life from the part that is left. */
export function ageFrom(halfLife: number, fraction: number): number {
  return -halfLife * Math.log2(fraction)
}

export function decayCurve(halfLife: number, halfLives = 5, steps = 50): { x: number; y: number }[] {
  return Array.from({ length: steps + 1 }, (_, i) => {
    const x = (halfLife * halfLives * i) / steps
    return { x, y: remaining(halfLife, x) }
  })
}
