import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RestoredSourceMap } from './restored-source-map.ts'
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

  it('writes undefined fields and source maps of classes beside the JSON, and keeps their order', () => {
    class SourceMap {
      file = undefined
      sources = ['a']
      mappings = 'AAAA'
      toUrl(): string {
        return ''
      }
    }
    const value = { first: undefined, css: [{ code: 'b', map: new SourceMap() }], last: 1 }
    const text = textOfValue(value)
    expect(text[0]).toBe('#')
    const restored = valueOfText(text) as typeof value
    expect(Object.keys(restored)).toEqual(['first', 'css', 'last'])
    expect(restored.first).toBeUndefined()
    expect(restored.css[0]?.map).toBeInstanceOf(RestoredSourceMap)
    expect(Object.entries(restored.css[0]?.map ?? {})).toEqual([
      ['file', undefined],
      ['sources', ['a']],
      ['mappings', 'AAAA'],
    ])
  })

  it('refuses a text that lacks a place which it names', () => {
    expect(() => valueOfText('#[{},[],[["a","b"]]]')).toThrow()
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
    ['bytes', { bytes: new Uint8Array([0, 255]), empty: new Uint8Array() }],
    ['a Buffer', { buffer: Buffer.from([0, 255]), empty: Buffer.alloc(0) }],
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
