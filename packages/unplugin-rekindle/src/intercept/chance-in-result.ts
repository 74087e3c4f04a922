/** A text of fewer signs may be there by accident. */
const FEWEST_SIGNS = 6
/** An ISO date, or one as `Date` prints it, up to the second. */
const DATE: RegExp =
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{3})?Z?|[A-Z][a-z]{2},? (?:[A-Z][a-z]{2} )?\d\d (?:[A-Z][a-z]{2} )?\d{4} \d\d:\d\d:\d\d(?: GMT(?:[+-]\d{4})?)?/g
/** Milliseconds or seconds since 1970, in our days. */
const STAMP: RegExp = /(?<![\w.])\d{10}(?:\d{3})?(?![\w.])/g

/** Times are ms since 1970. */
export interface Chances {
  readonly startedAtMs: number
  readonly endedAtMs: number
  /** Random values that the hook got. */
  readonly drawn: readonly unknown[]
}

/**
 * What there is in a text that another run would not give: a time at which the hook ran, or a random value that it got. Null
 * when nothing of that kind shows; a text may still depend on them in ways that don't show.
 */
export function chanceIn(
  text: string,
  received: string | null,
  chances: Chances,
): 'time' | 'randomness' | null {
  if (hasTime(text, received, chances)) {
    return 'time'
  }
  const isDrawn = (form: string): boolean =>
    form.length >= FEWEST_SIGNS && text.includes(form) && received?.includes(form) !== true
  return chances.drawn.some((value) => formsOf(value).some(isDrawn)) ? 'randomness' : null
}

function hasTime(text: string, received: string | null, { startedAtMs, endedAtMs }: Chances): boolean {
  // A date may be given to the second, and the clock be read before the trace began.
  const first = startedAtMs - 1000
  const last = endedAtMs + 1000
  // Looking for a start first is much faster than the patterns; nearly no text has one.
  const hasStamp = text.includes(startOfStamp(first)) || text.includes(startOfStamp(last))
  const hasDate = text.includes(yearOf(first)) || text.includes(yearOf(last))
  if (!hasStamp && !hasDate) {
    return false
  }
  const isNow = (ms: number): boolean => ms >= first && ms <= last
  const isNew = (mention: string): boolean => received?.includes(mention) !== true
  for (const [mention] of hasStamp ? text.matchAll(STAMP) : []) {
    if (isNow(mention.length === 10 ? Number(mention) * 1000 : Number(mention)) && isNew(mention)) {
      return true
    }
  }
  for (const [mention] of hasDate ? text.matchAll(DATE) : []) {
    if (isNow(Date.parse(mention)) && isNew(mention)) {
      return true
    }
  }
  return false
}

/** With what a time begins when it is written as a number, of seconds or milliseconds. */
function startOfStamp(ms: number): string {
  return String(ms).slice(0, 6)
}

/** The last year that was asked for, and its ends, ms since 1970. */
let known = { text: '', start: 0, end: 0 }

function yearOf(ms: number): string {
  if (ms < known.start || ms >= known.end) {
    const year = new Date(ms).getFullYear()
    known = { text: String(year), start: +new Date(year, 0, 1), end: +new Date(year + 1, 0, 1) }
  }
  return known.text
}

/** The texts that are made of a random value: digits, the usual short id, bytes as hex or base64. */
function formsOf(value: unknown): readonly string[] {
  if (typeof value === 'number') {
    const [digits, signs] = [String(value), value.toString(36)].map((form) => form.slice(2))
    return [digits?.slice(0, 8) ?? '', signs?.slice(0, FEWEST_SIGNS) ?? '']
  }
  if (typeof value === 'string') {
    return [value]
  }
  if (value instanceof Uint8Array) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    return (['hex', 'base64', 'base64url'] as const).map((encoding) => bytes.toString(encoding))
  }
  return []
}
