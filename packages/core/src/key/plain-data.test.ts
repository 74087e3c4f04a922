import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPlainData } from './plain-data.ts'

describe('isPlainData', () => {
  it('accepts exactly what JSON gives back unchanged', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true }),
        (value) => {
          if (isPlainData(value)) {
            expect(JSON.parse(JSON.stringify(value))).toEqual(value)
          }
        },
      ),
    )
  })

  it('accepts all that came out of JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        // JSON can spell -0, which it can't print.
        const value: unknown = JSON.parse(JSON.stringify(JSON.parse(text)))
        expect(isPlainData(value)).toBe(true)
      }),
    )
  })

  it.each([
    ['undefined', undefined],
    ['a property that is undefined', { a: undefined }],
    ['a hole', new Array(1)],
    ['minus zero', [-0]],
    ['infinity', { a: Number.POSITIVE_INFINITY }],
    ['a function', [() => 0]],
    ['a date', { a: new Date(0) }],
    ['a property named by a symbol', { [Symbol('a')]: 1 }],
    ['a class instance', new (class Point {})()],
  ])('turns down %s', (_name, value) => {
    expect(isPlainData(value)).toBe(false)
  })
})
