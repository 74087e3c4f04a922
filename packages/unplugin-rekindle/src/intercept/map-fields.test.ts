import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeMapFields, encodeMapFields } from './map-fields.ts'

it('gives back every field as it was, those that are undefined included', () => {
  const anyField = fc.oneof(fc.jsonValue({ noUnicodeString: false }), fc.constant(undefined))
  fc.assert(
    fc.property(fc.dictionary(fc.string(), anyField, { noNullPrototype: true }), (fields) => {
      const text = encodeMapFields(fields)
      // JSON has no -0, so such a map isn't encoded.
      if (text !== null) {
        expect(decodeMapFields(text)).toStrictEqual(fields)
      }
    }),
  )
})

it('gives back a field with an odd name', () => {
  const fields = JSON.parse('{"__proto__":["a"],"mappings":"AAAA"}') as object
  const decoded = decodeMapFields(encodeMapFields(fields) ?? '')
  expect(Object.entries(decoded)).toEqual(Object.entries(fields))
})

it('gives back an undefined field with an odd name', () => {
  const fields = { ['__proto__']: undefined, mappings: 'AAAA' }
  const decoded = decodeMapFields(encodeMapFields(fields) ?? '')
  expect(Object.keys(decoded).sort()).toEqual(['__proto__', 'mappings'])
})

it.each([
  [{ mappings: () => '' }],
  [{ version: Number.NaN }],
  [{ sources: [undefined] }],
  [{ x: new Date() }],
])('turns down what JSON would change: %o', (fields) => {
  expect(encodeMapFields(fields)).toBeNull()
})
