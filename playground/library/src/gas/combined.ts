/** Volume after a change of pressure and temperature: p₁V₁/T₁ = p₂V₂/T₂. */
export function volumeAfter(
  before: { p: number; v: number; t: number },
  after: { p: number; t: number },
): number {
  return (before.p * before.v * after.t) / (before.t * after.p)
}

/** Partial pressures by mole fraction, Dalton's law. */
export function partialPressures(moles: Record<string, number>, total: number): Record<string, number> {
  const sum = Object.values(moles).reduce((a, b) => a + b, 0)
  return Object.fromEntries(Object.entries(moles).map(([gas, n]) => [gas, (total * n) / sum]))
}

/** How much faster the lighter of two gases escapes through a pinhole, Graham's law. */
export function effusionRatio(massA: number, massB: number): number {
  return Math.sqrt(massB / massA)
}
