import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FrozenResult, freezeResult, thawResult } from './hook-result.ts'

/** Freezes, goes through JSON as an entry does, and thaws. */
function throughTheStore(result: unknown, keepsEmpty = false): unknown {
  const frozen = freezeResult(result, keepsEmpty)
  if (frozen.kind !== 'frozen') {
    throw new Error(`not frozen: ${JSON.stringify(frozen)}`)
  }
  return thawResult(JSON.parse(JSON.stringify(frozen.shape)) as typeof frozen.shape, frozen.code, frozen.map)
}

/** A class with the fields and methods that libraries give their maps. */
class LibraryMap {
  readonly version = 3
  readonly mappings: string
  readonly file: string | undefined
  constructor(mappings: string, file: string | undefined) {
    this.mappings = mappings
    this.file = file
  }
  toString(): string {
    return JSON.stringify(this)
  }
  toUrl(): string {
    return `data:application/json;charset=utf-8;base64,${Buffer.from(this.toString()).toString('base64')}`
  }
}

const anyText = fc.string({ unit: 'binary' })
const anyMap = fc.oneof(
  fc.constantFrom(null, undefined, ''),
  anyText.filter((text) => text !== ''),
  fc.record(
    {
      version: fc.constant(3),
      mappings: anyText,
      sources: fc.array(fc.option(anyText)),
      file: fc.constant(undefined),
    },
    { requiredKeys: ['mappings'], noNullPrototype: true },
  ),
)
const anyMeta = fc
  .anything({
    maxDepth: 3,
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withSparseArray: true,
  })
  // An object with a field of this name has no text form, unless it is all plain data.
  .filter((value) => !inspect(value, { depth: null }).includes('__proto__'))
const anyObjectResult = fc.record(
  {
    code: fc.oneof(anyText, fc.constantFrom(null, undefined)),
    map: anyMap,
    meta: anyMeta,
    moduleSideEffects: fc.constantFrom(true, false, null, undefined, 'no-treeshake'),
    syntheticNamedExports: fc.oneof(fc.boolean(), anyText),
  },
  { requiredKeys: [], noNullPrototype: true },
)

describe('freezeResult and thawResult', () => {
  it('give back every result that bundlers know', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, anyObjectResult), (result) => {
        expect(throughTheStore(result)).toStrictEqual(result)
      }),
    )
  })

  it('tell a map that is null, undefined, empty, or not there', () => {
    for (const result of [
      { code: '' },
      { code: '', map: null },
      { code: '', map: undefined },
      { code: '', map: '' },
    ]) {
      const thawed = throughTheStore(result) as object
      expect(Object.entries(thawed)).toEqual(Object.entries(result))
    }
  })

  it('give back a map of a class with its fields and methods', () => {
    const map = new LibraryMap('AAAA', undefined)
    const thawed = throughTheStore({ code: 'a', map }) as { map: LibraryMap }
    expect(Object.entries(thawed.map)).toEqual(Object.entries(map))
    expect([thawed.map.toString(), thawed.map.toUrl()]).toEqual([map.toString(), map.toUrl()])
    expect(Object.hasOwn(thawed.map, 'toUrl')).toBe(false)
  })

  it('give back a map of a class that stands in meta', () => {
    const map = new LibraryMap('AAAA', 'a.css')
    const thawed = throughTheStore({ code: 'a', meta: { css: { map } } }) as {
      meta: { css: { map: LibraryMap } }
    }
    expect(thawed.meta.css.map.toUrl()).toBe(map.toUrl())
  })

  it('give back fields that bundlers read and a copy of own fields lacks', () => {
    const inherited = Object.create({ code: 'a', moduleSideEffects: false }) as object
    Object.defineProperty(inherited, 'meta', { value: { a: 1 } })
    expect(throughTheStore(inherited)).toEqual({ code: 'a', moduleSideEffects: false, meta: { a: 1 } })
  })

  it('ask a map that is made when it is read once', () => {
    let asked = 0
    const lazy = {
      code: 'a',
      get map(): object {
        asked += 1
        return { mappings: 'AAAA' }
      },
    }
    expect(throughTheStore(lazy)).toEqual({ code: 'a', map: { mappings: 'AAAA' } })
    expect(asked).toBe(1)
  })

  it('keep one object that stands in two places one object', () => {
    const shared = { a: 1 }
    const { meta } = throughTheStore({ code: '', meta: { one: shared, two: shared } }) as {
      meta: { one: object; two: object }
    }
    expect(meta.one).toBe(meta.two)
  })

  it.each([null, undefined])('keep %s only where it is known to say nothing', (result) => {
    expect(freezeResult(result, false)).toEqual({ kind: 'empty' })
    expect(throughTheStore(result, true)).toBe(result)
  })

  it.each<[string, unknown, FrozenResult & { kind: 'unfreezable' }]>([
    ['a number', 7, { kind: 'unfreezable', detail: 'result of type number' }],
    ['an array', [], { kind: 'unfreezable', detail: 'result of type object' }],
    [
      'code of a class',
      { code: { toString: () => '' } },
      { kind: 'unfreezable', detail: 'code that is not a string' },
    ],
    [
      'a function in meta',
      { code: '', meta: { f: () => 0 } },
      { kind: 'unfreezable', detail: 'a value without text form in meta' },
    ],
    [
      'a class in meta',
      { meta: new (class Part {})() },
      { kind: 'unfreezable', detail: 'a value without text form in meta' },
    ],
    [
      'a map that keeps its mappings behind a getter',
      {
        code: '',
        map: new (class Lazy {
          get mappings(): string {
            return 'AAAA'
          }
          toUrl(): string {
            return ''
          }
        })(),
      },
      { kind: 'unfreezable', detail: 'source map of an unknown class' },
    ],
    ['a proxy', new Proxy({ code: '' }, {}), { kind: 'unfreezable', detail: 'a proxy as result' }],
    [
      'a code that is made when it is read',
      {
        get code(): string {
          return 'a'
        },
      },
      { kind: 'unfreezable', detail: 'a getter for code' },
    ],
    [
      'an inherited field that is made when it is read',
      new (class Result {
        readonly code = 'a'
        get meta(): object {
          return {}
        }
      })(),
      { kind: 'unfreezable', detail: 'a getter for meta' },
    ],
    [
      'a map that is a number',
      { code: '', map: 7 },
      { kind: 'unfreezable', detail: 'source map of an unknown class' },
    ],
  ])('turn down %s', (_what, result, expected) => {
    expect(freezeResult(result, false)).toEqual(expected)
  })
})
