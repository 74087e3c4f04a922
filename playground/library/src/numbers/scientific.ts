export interface Scientific {
  mantissa: string
  exponent: number
}

export function toScientific(value: number, digits = 4): Scientific {
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e')
  return { mantissa, exponent: Number(exponent) }
}

const raised: Record<string, string> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
}

/** Writes a number the way a lab notebook does: 6.022 × 10²³, but 0.25 as it is. */
export function notebook(value: number, digits = 4): string {
  if (value === 0) return '0'
  if (!Number.isFinite(value)) return '–'
  const { mantissa, exponent } = toScientific(value, digits)
  if (exponent >= -3 && exponent <= 4) return String(Number(value.toPrecision(digits)))
  return `${mantissa} × 10${[...String(exponent)].map((c) => raised[c]).join('')}`
}
