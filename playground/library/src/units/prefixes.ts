export const prefixes = [
  { symbol: 'T', name: 'tera', exponent: 12 },
  { symbol: 'G', name: 'giga', exponent: 9 },
  { symbol: 'M', name: 'mega', exponent: 6 },
  { symbol: 'k', name: 'kilo', exponent: 3 },
  { symbol: '', name: '', exponent: 0 },
  { symbol: 'm', name: 'milli', exponent: -3 },
  { symbol: 'µ', name: 'micro', exponent: -6 },
  { symbol: 'n', name: 'nano', exponent: -9 },
  { symbol: 'p', name: 'pico', exponent: -12 },
  { symbol: 'f', name: 'femto', exponent: -15 },
] as const

/** Picks the SI prefix that leaves one to three digits before the point. */
export function withPrefix(value: number, unit: string, digits = 4): string {
  if (value === 0) return `0 ${unit}`
  const exponent = Math.floor(Math.log10(Math.abs(value)) / 3) * 3
  const prefix = prefixes.find((p) => p.exponent <= exponent) ?? prefixes[prefixes.length - 1]
  return `${Number((value / 10 ** prefix.exponent).toPrecision(digits))} ${prefix.symbol}${unit}`
}
