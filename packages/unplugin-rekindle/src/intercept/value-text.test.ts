import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOfValue, valueOfText } from './value-text.ts'

describe('textOfValue', () => {
  it('gives every value back', () => {
    fc.assert(
      fc.property(
        fc
          .anything({ withDate: true, withMap: true, withSet: true, withNullPrototype: true })
          // An object with a field of this name has no text form, unless it is all plain data.
          .filter((given) => !inspect(given, { depth: null }).includes('__proto__')),
        (value) => {
          expect(valueOfText(textOfValue(value))).toStrictEqual(value)
        },
      ),
    )
  })

  it('writes plain data as JSON', () => {
    expect(textOfValue({ meta: { a: [1, 'b', null, true] } })).toBe('={"meta":{"a":[1,"b",null,true]}}')
  })

  it('writes an object with undefined fields by its fields', () => {
    expect(textOfValue({ meta: undefined, moduleType: 'js' })).toBe('~[["meta"],["moduleType","js"]]')
    expect(valueOfText('~[["meta"],["moduleType","js"]]')).toStrictEqual({
      meta: undefined,
      moduleType: 'js',
    })
  })

  it('keeps one object in two places one object, and circles', () => {
    const shared = { a: 1 }
    const circle: { self?: unknown } = {}
    circle.self = circle
    const thawed = valueOfText(textOfValue({ one: shared, other: [shared], circle })) as {
      one: object
      other: object[]
      circle: { self: unknown }
    }
    expect(thawed.other[0]).toBe(thawed.one)
    expect(thawed.circle.self).toBe(thawed.circle)
  })

  it.each([
    ['a property that is undefined', { a: undefined }],
    ['a hole', Object.assign([], { 0: 1, 2: 3 })],
    ['minus zero', { a: -0 }],
    ['a number that is none', [Number.NaN]],
  ])('keeps %s', (_what, value) => {
    expect(valueOfText(textOfValue(value))).toStrictEqual(value)
  })

  it('keeps an array that JSON would ask for something else', () => {
    class List extends Array<number> {
      toJSON(): string {
        return 'other'
      }
    }
    expect(valueOfText(textOfValue({ list: List.from([1, 2]) }))).toEqual({ list: [1, 2] })
  })

  it('refuses a function, also one that JSON would call', () => {
    expect(() => textOfValue({ a: () => 1 })).toThrow()
    expect(() => textOfValue({ toJSON: () => 'other' })).toThrow()
  })
})
