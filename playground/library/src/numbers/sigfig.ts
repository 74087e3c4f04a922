export interface Significance {
  /** Number of significant digits, or null if the text is no plain number. */
  digits: number | null
  /** Digits in order with a flag for each. */
  marks: { char: string; significant: boolean }[]
  /** True when trailing zeros of a whole number leave the count open. */
  ambiguous: boolean
}

/** Tells which digits of a written number count. */
export function significance(text: string): Significance {
  const source = text.trim()
  const match = /^[+-]?(\d*)(\.(\d*))?([eE][+-]?\d+)?$/.exec(source)
  if (!match || !/\d/.test(match[1] + (match[3] ?? ''))) return { digits: null, marks: [], ambiguous: false }
  const mantissa = match[1] + (match[2] ?? '')
  const hasPoint = match[2] !== undefined
  const first = mantissa.search(/[1-9]/)
  const lastNonZero = mantissa.search(/[1-9][0.]*$/)
  let digits = 0
  const marks = [...mantissa].map((char, i) => {
    const significant = char !== '.' && first !== -1 && i >= first && (hasPoint || i <= lastNonZero)
    if (significant) digits++
    return { char, significant }
  })
  return { digits, marks, ambiguous: !hasPoint && first !== -1 && mantissa.endsWith('0') }
}

/** Rounds to a number of significant digits and keeps the zeros that carry meaning. */
export function roundTo(value: number, digits: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value)
  const exponent = Math.floor(Math.log10(Math.abs(value)))
  if (exponent >= 6 || exponent < -4) return value.toExponential(digits - 1)
  const text = value.toPrecision(digits)
  return text.includes('e') ? String(Number(text)) : text
}
