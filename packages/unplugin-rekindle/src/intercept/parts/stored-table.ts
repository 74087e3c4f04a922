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
  rows.forEach((row, address) => {
    lengths.push([address, row[0], row[1]?.length ?? -1, row[2]?.length ?? -1])
    texts += (row[1] ?? '') + (row[2] ?? '')
  })
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
  const rows = new Map<string, Row>()
  let at = 0
  for (const row of value.lengths) {
    const codeEnd = at + Math.max(row[2], 0)
    const mapEnd = codeEnd + Math.max(row[3], 0)
    const code = row[2] < 0 ? null : texts.slice(at, codeEnd)
    rows.set(row[0], [row[1], code, row[3] < 0 ? null : texts.slice(codeEnd, mapEnd)])
    at = mapEnd
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

function isRow(row: RowLengths): boolean {
  return (
    typeof row[0] === 'string' &&
    typeof row[1] === 'string' &&
    Number.isInteger(row[2]) &&
    Number.isInteger(row[3])
  )
}
