const kw = 1e-14

export interface Titration {
  /** mol/L of the acid in the flask. */
  acid: number
  /** mL of the acid. */
  volume: number
  pka: number
  /** mol/L of the strong base in the burette. */
  base: number
}

/** pH after a volume of strong base (mL) has run in. */
export function phAt({ acid, volume, pka, base }: Titration, added: number): number {
  const total = volume + added
  const ka = 10 ** -pka
  const ca = (acid * volume) / total
  const cb = (base * added) / total
  let low = 1e-15
  let high = 10
  for (let i = 0; i < 120; i++) {
    const h = Math.sqrt(low * high)
    if (h + cb - kw / h - (ca * ka) / (ka + h) > 0) high = h
    else low = h
  }
  return -Math.log10(Math.sqrt(low * high))
}

export function equivalence({ acid, volume, base }: Titration): number {
  return (acid * volume) / base
}

export function titrationCurve(titration: Titration, steps = 80): { x: number; y: number }[] {
  const end = equivalence(titration) * 2
  return Array.from({ length: steps + 1 }, (_, i) => {
    const x = (end * i) / steps
    return { x, y: phAt(titration, x) }
  })
}
