/** Volume of stock solution for a dilution, c₁V₁ = c₂V₂. */
export function stockVolume(stock: number, target: number, volume: number): number {
  return (target * volume) / stock
}

/** Steps of a serial dilution by one factor. */
export function serialDilution(stock: number, factor: number, steps: number): number[] {
  return Array.from({ length: steps }, (_, i) => stock / factor ** (i + 1))
}

/** Grams of a solid for a solution of given molarity (mol/L) and volume (L). */
export function gramsFor(molarMass: number, molarity: number, litres: number): number {
  return molarMass * molarity * litres
}
