/** A value with its unit, or null so that the card can say that it is unknown. */
export function quantity(value: number | null, unit: string): string | null {
  return value === null ? null : `${value} ${unit}`
}

export function celsius(kelvin: number | null): string | null {
  return kelvin === null ? null : `${kelvin} K (${(kelvin - 273.15).toFixed(0)} °C)`
}

export function discovery(year: number | null): string {
  return year === null ? 'antiquity' : String(year)
}

export function signed(n: number): string {
  return n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '0'
}
