/** A 128-bit key as four 32-bit numbers, the form in which the store compares and hashes it. */
export type KeyWords = readonly [number, number, number, number]

const keyPattern: RegExp = /^[0-9a-f]{32}$/

/**
 * @throws TypeError when the text isn't 32 lowercase hex digits: a broken invariant of the caller,
 * never the result of something on disk.
 */
export function parseKeyWords(key: string): KeyWords {
  if (!keyPattern.test(key))
    throw new TypeError(`A cache key is 32 lowercase hex digits, not ${JSON.stringify(key)}`)
  return [parseWord(key, 0), parseWord(key, 8), parseWord(key, 16), parseWord(key, 24)]
}

function parseWord(key: string, start: number): number {
  let word = 0
  for (let index = start; index < start + 8; index++) {
    const character = key.charCodeAt(index)
    word = (word << 4) | (character < 58 ? character - 48 : character - 87)
  }
  return word >>> 0
}
