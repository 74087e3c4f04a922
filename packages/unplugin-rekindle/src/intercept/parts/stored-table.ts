/** The texts of a result, with the root's token in them. */
export type Row = readonly [payload: string, code: string | null, map: string | null]

/** As it is stored: how long the texts of each row are, one after the other; -1: there is none. */
type RowLengths = [address: string, payload: string, code: number, map: number]

/**
 * What is stored of the results of one module's parts. Their codes and maps stand one after the other in a text of their own:
 * in JSON each line of theirs would have to be taken apart.
 */
export function encodeTable(
  rows: ReadonlyMap<string, Row>,
  apart: ReadonlySet<string>,
): { payload: string; code: string } {
  const lengths: RowLengths[] = []
  let texts = ''
  for (const [address, [payload, code, map]] of rows) {
    lengths.push([address, payload, code?.length ?? -1, map?.length ?? -1])
    texts += (code ?? '') + (map ?? '')
  }
  return { payload: JSON.stringify([lengths, [...apart]]), code: texts }
}

/** Null when these aren't texts that `encodeTable` has made. */
export function decodeTable(
  payload: string,
  texts: string | null,
): { rows: Map<string, Row>; apart: Set<string> } | null {
  const value = parse(payload)
  if (texts === null || value === null) {
    return null
  }
  let at = 0
  const take = (length: number): string | null => {
    const text = length < 0 ? null : texts.slice(at, at + length)
    at += Math.max(length, 0)
    return text
  }
  const rows = new Map<string, Row>()
  for (const [address, stored, code, map] of value.lengths) {
    rows.set(address, [stored, take(code), take(map)])
  }
  return at === texts.length ? { rows, apart: new Set(value.apart) } : null
}

function parse(text: string): { lengths: RowLengths[]; apart: string[] } | null {
  try {
    const [lengths, apart] = JSON.parse(text) as [RowLengths[], string[]]
    return Array.isArray(apart) && lengths.every(isRow) ? { lengths, apart } : null
  } catch {
    return null
  }
}

function isRow([address, payload, code, map]: RowLengths): boolean {
  return (
    typeof address === 'string' &&
    typeof payload === 'string' &&
    Number.isInteger(code) &&
    Number.isInteger(map)
  )
}
