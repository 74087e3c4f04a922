const stops: readonly (readonly [nm: number, r: number, g: number, b: number])[] = [
  [380, 110, 0, 140],
  [440, 60, 30, 255],
  [490, 0, 220, 255],
  [510, 0, 255, 80],
  [580, 255, 240, 0],
  [645, 255, 40, 0],
  [720, 150, 0, 0],
]

/** A rough colour for a visible wavelength. */
export function wavelengthColor(nm: number): string {
  const after = stops.findIndex(([stop]) => stop >= nm)
  if (after <= 0) return `rgb(${(after === 0 ? stops[0] : stops[stops.length - 1]).slice(1).join(' ')})`
  const [low, high] = [stops[after - 1], stops[after]]
  const share = (nm - low[0]) / (high[0] - low[0])
  const mix = [1, 2, 3].map((i) => Math.round(low[i] + (high[i] - low[i]) * share))
  return `rgb(${mix.join(' ')})`
}
