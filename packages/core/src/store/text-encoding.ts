/** How the text of a section is stored. `absent` is `null`; it differs from an empty text. */
export const textEncoding = { absent: 0, latin1: 1, utf8: 2, utf16: 3 } as const
export type TextEncoding = (typeof textEncoding)[keyof typeof textEncoding]

// On a string that V8 holds in one byte per character this answers at once: no character can match.
const beyondLatin1: RegExp = /[^\0-\xff]/

/** Picks the encoding that reads back fastest and loses nothing. */
export function chooseTextEncoding(text: string | null): TextEncoding {
  if (text === null) return textEncoding.absent
  if (!beyondLatin1.test(text)) return textEncoding.latin1
  // UTF-8 has no form for a lone surrogate and would replace it silently.
  return text.isWellFormed() ? textEncoding.utf8 : textEncoding.utf16
}

export function encodedByteLength(text: string | null, encoding: TextEncoding): number {
  if (text === null) return 0
  if (encoding === textEncoding.latin1) return text.length
  return encoding === textEncoding.utf8 ? Buffer.byteLength(text, 'utf8') : text.length * 2
}

/** Writes the text at `offset`; the caller has measured it and provides the room. */
export function writeText(text: string | null, encoding: TextEncoding, target: Buffer, offset: number): void {
  if (text === null || text === '') return
  if (encoding === textEncoding.latin1) target.write(text, offset, 'latin1')
  else if (encoding === textEncoding.utf8) target.write(text, offset, 'utf8')
  else target.write(text, offset, 'utf16le')
}

export function readText(source: Buffer, encoding: TextEncoding, start: number, end: number): string | null {
  if (encoding === textEncoding.absent) return null
  if (encoding === textEncoding.latin1) return source.toString('latin1', start, end)
  return source.toString(encoding === textEncoding.utf8 ? 'utf8' : 'utf16le', start, end)
}
