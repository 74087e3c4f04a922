import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cacheKeyOf, encodeKeyParts, fingerprintOf } from './cache-key.ts'

type Parts = [name: string, value: string][]

/** Short texts of few characters, so that wrong delimiters would soon give equal keys; also ill-formed ones. */
const anyText = fc.oneof(
  fc.string({ unit: fc.constantFrom('0', '1', '2', ':', 'a', '\u0000', '\n'), maxLength: 4 }),
  fc
    .array(fc.constantFrom(0xd800, 0xdc00, 0x61), { maxLength: 3 })
    .map((units) => String.fromCharCode(...units)),
)
const anyParts: fc.Arbitrary<Parts> = fc.array(fc.tuple(anyText, anyText), { maxLength: 4 })

describe('cacheKeyOf', () => {
  it('gives different lists of parts different keys', () => {
    fc.assert(
      fc.property(anyParts, anyParts, (one, other) => {
        const isEqual = JSON.stringify(one) === JSON.stringify(other)
        expect(cacheKeyOf(one) === cacheKeyOf(other)).toBe(isEqual)
      }),
      { numRuns: 5000 },
    )
  })

  it('notices a character that moves from one part to the next', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.nat(), (left, right, at) => {
        const joined = left + right
        const cut = at % (joined.length + 1)
        const moved: Parts = [
          ['one', joined.slice(0, cut)],
          ['two', joined.slice(cut)],
        ]
        const original: Parts = [
          ['one', left],
          ['two', right],
        ]
        expect(encodeKeyParts(moved) === encodeKeyParts(original)).toBe(cut === left.length)
      }),
    )
  })

  it('is 32 lower-case hex characters', () => {
    expect(cacheKeyOf([['id', 'src/a.ts']])).toMatch(/^[0-9a-f]{32}$/)
  })
})

describe('fingerprintOf', () => {
  it('tells lone surrogates apart that all have the same UTF-8 form', () => {
    const texts = ['\ud800', '\ud801', '\udc00', '\ufffd', '"\\ud800"']
    expect(new Set(texts.map(fingerprintOf)).size).toBe(texts.length)
  })

  it('is the same for a text and its bytes', () => {
    expect(fingerprintOf('größe 🙂')).toBe(fingerprintOf(Buffer.from('größe 🙂')))
  })

  it('is SHA-256 cut to 128 bits', () => {
    expect(fingerprintOf('')).toBe('e3b0c44298fc1c149afbf4c8996fb924')
  })
})
