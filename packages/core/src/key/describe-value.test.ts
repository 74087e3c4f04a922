import { inspect, isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeValue } from './describe-value.ts'

const anyData = fc.anything({ maxDepth: 3, withBigInt: true, withNullPrototype: false, withTypedArray: true })

describe('describeValue', () => {
  it('gives equal texts to equal data', () => {
    fc.assert(
      fc.property(anyData, (value) => {
        expect(describeValue(structuredClone(value))).toBe(describeValue(value))
      }),
    )
  })

  it('gives different texts to different data', () => {
    fc.assert(
      fc.property(anyData, anyData, (one, other) => {
        if (!isDeepStrictEqual(one, other)) {
          expect(describeValue(one), inspect([one, other])).not.toBe(describeValue(other))
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('leaves out what is running, wherever it is', () => {
    const isRunning = (value: object): boolean => 'port' in value
    const options = (port: number): object => ({ hot: true, server: { port } })
    const describe = (value: unknown): string => describeValue(value, undefined, isRunning)
    expect(describe(options(1))).toBe(describe(options(2)))
    expect(describe(options(1))).not.toBe(describe({ ...options(1), hot: false }))
    expect(describeValue(options(1))).not.toBe(describeValue(options(2)))
  })

  it('tells values apart that look alike', () => {
    class Size {
      readonly width: number
      constructor(width: number) {
        this.width = width
      }
    }
    const shared = {}
    const values: unknown[] = [
      1,
      '1',
      1n,
      0,
      -0,
      null,
      'null',
      undefined,
      'undefined',
      Number.NaN,
      [],
      {},
      [[]],
      [undefined],
      new Array(1),
      { a: 1, b: 2 },
      { a: '1,"b":2' },
      { a: undefined },
      ['a', 'b'],
      ['a,b'],
      /a/g,
      /a/i,
      '/a/g',
      new Date(1),
      new Date(2),
      new Date(Number.NaN),
      new URL('https://example.org/a'),
      'https://example.org/a',
      new Map([['a', 1]]),
      new Map([['a', 2]]),
      new Set(['a', 1]),
      new Set([['a', 1]]),
      new Uint8Array([1, 2]),
      new Uint16Array([513]),
      new Uint8Array([1, 2]).buffer,
      new Uint8Array([1, 3]).buffer,
      new Size(1),
      new Size(2),
      { width: 1 },
      [shared, shared],
      [{}, {}],
      () => 1,
      () => 2,
      '() => 1',
      Symbol('a'),
      'Symbol(a)',
    ]
    const textToValue = new Map<string, unknown>()
    for (const value of values) {
      const text = describeValue(value)
      expect(textToValue.has(text), `${inspect(value)} as ${inspect(textToValue.get(text))}`).toBe(false)
      textToValue.set(text, value)
    }
  })

  it('takes no notice of the order of properties', () => {
    expect(describeValue({ a: 1, b: { c: 2, d: 3 } })).toBe(describeValue({ b: { d: 3, c: 2 }, a: 1 }))
  })

  it('writes cycles as references', () => {
    const cycle: { self?: unknown } = {}
    cycle.self = cycle
    expect(describeValue(cycle)).toBe('{"self":#0}')
  })

  it('does not call getters, and tells them by their source', () => {
    const throwing = {
      get secret(): string {
        throw new Error('called')
      },
    }
    expect(describeValue(throwing)).toContain('called')
  })

  it('tells functions of one source apart by what they close over', () => {
    const create = (suffix: string) => (): string => suffix
    const one = create('one')
    const other = create('other')
    expect(describeValue(one)).toBe(describeValue(other))
    const closureOf = (value: unknown): Record<string, unknown> => ({
      suffix: value === one ? 'one' : 'other',
    })
    expect(describeValue(one, closureOf)).not.toBe(describeValue(other, closureOf))
    expect(describeValue(one, closureOf)).toBe(describeValue(create('one'), () => ({ suffix: 'one' })))
  })

  it('tells functions apart that are near, also where the first way to them is long', () => {
    const describeHook = (mark: string, length: number): string => {
      const option = (): string => mark
      const others = Array.from({ length }, (_, index) => (): number => index)
      const chain: readonly (() => unknown)[] = [option, ...others]
      // Each closes over the one before it, the first of them over the option.
      const closures = new Map<unknown, Record<string, unknown>>(
        chain.map((each, index) => [each, index === 0 ? { mark } : { before: chain[index - 1] }]),
      )
      const hook = (): void => {}
      closures.set(hook, { away: chain.at(-1), nearby: { option } })
      return describeValue(hook, (value) => closures.get(value) ?? {})
    }
    for (const length of [0, 1, 2, 3, 4, 5]) {
      expect(describeHook('one', length)).toContain('mark="one"')
      expect(describeHook('two', length)).toBe(describeHook('one', length).replace('one', 'two'))
    }
  })

  it('ends when functions close over one another', () => {
    const one = (): void => {}
    const other = (): void => {}
    const text = describeValue(one, (value) => ({ next: (value as unknown) === one ? other : one }))
    expect(text).toContain('#0')
  })
})
