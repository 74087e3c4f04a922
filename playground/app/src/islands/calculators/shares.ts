/** Reads `C 40.0, H 6.71` into shares by symbol; what cannot be read is left out. */
export function readShares(text: string): Record<string, number> {
  const shares: Record<string, number> = {}
  for (const match of text.matchAll(/([A-Z][a-z]?)\s*[:=]?\s*(\d+(?:\.\d+)?)/g)) {
    shares[match[1]] = Number(match[2])
  }
  return shares
}
