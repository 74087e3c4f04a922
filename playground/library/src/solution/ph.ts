const kw = 1e-14

/**
 * pH of a monoprotic acid: solves the full charge balance by bisection, so that very dilute
 * solutions come out right as well.
 */
export function acidPh(concentration: number, pka: number): number {
  const ka = 10 ** -pka
  const excess = (h: number) => h - kw / h - (concentration * ka) / (ka + h)
  let low = 1e-15
  let high = 100
  for (let i = 0; i < 200; i++) {
    const middle = Math.sqrt(low * high)
    if (excess(middle) > 0) high = middle
    else low = middle
  }
  return -Math.log10(Math.sqrt(low * high))
}

/** pH of a base through the acid constant of its conjugate acid. */
export function basePh(concentration: number, pkaOfConjugate: number): number {
  return 14 - acidPh(concentration, 14 - pkaOfConjugate)
}

/** Henderson-Hasselbalch. */
export function bufferPh(pka: number, acid: number, base: number): number {
  return pka + Math.log10(base / acid)
}

export function describePh(ph: number): 'acidic' | 'neutral' | 'basic' {
  if (Math.abs(ph - 7) < 0.05) return 'neutral'
  return ph < 7 ? 'acidic' : 'basic'
}
