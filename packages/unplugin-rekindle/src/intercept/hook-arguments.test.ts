import { describe, expect, it } from 'vitest'
import { readArguments, watchedArguments } from './hook-arguments.ts'

function optionsOf(options: unknown): string | null | undefined {
  return readArguments('transform', ['code', 'id', options], false)?.options
}

describe('readArguments', () => {
  it('takes the arguments of both hooks apart', () => {
    expect(readArguments('load', ['id', { ssr: true }], false)).toEqual({
      id: 'id',
      code: null,
      options: '"ssr":true,',
    })
    expect(readArguments('transform', ['code', 'id'], false)).toEqual({ id: 'id', code: 'code', options: '' })
  })

  it('gives null for arguments that bundlers do not give', () => {
    expect(readArguments('load', [], false)).toBeNull()
    expect(readArguments('transform', [Buffer.from('code'), 'id'], false)).toBeNull()
    expect(readArguments('transform', ['code', 7], false)).toBeNull()
  })

  it('gives equal options one text, whatever their order', () => {
    const one = { ssr: false, attributes: { type: 'json', lang: 'x' } }
    const other = { attributes: { lang: 'x', type: 'json' }, ssr: false }
    expect(optionsOf(one)).toBe(optionsOf(other))
  })

  it('gives different options different texts', () => {
    const options = [
      undefined,
      { ssr: true },
      { ssr: false },
      { ssr: undefined },
      { ssr: 'true' },
      { moduleType: 'js' },
      { attributes: {} },
      { attributes: { type: 'json' } },
      { 'ssr":true,"x': 1 },
      { ssr: true, x: 1 },
    ]
    expect(new Set(options.map(optionsOf)).size).toBe(options.length)
  })

  it('leaves getters out that follow from the code', () => {
    const options = Object.create({
      get ast(): object {
        throw new Error('called')
      },
    }) as object
    expect(optionsOf(options)).toBe('')
  })

  it('gives no text for what has none', () => {
    expect([optionsOf({ f: () => 0 }), optionsOf({ m: new Map() }), optionsOf('text')]).toEqual([
      null,
      null,
      null,
    ])
  })
})

it('an incoming source map counts by its data, whatever class it is of', () => {
  class SourceMap {
    readonly mappings: string
    readonly file = undefined
    constructor(mappings: string) {
      this.mappings = mappings
    }
  }
  const text = (mappings: string) =>
    readArguments('transform', ['code', 'id', { inMap: new SourceMap(mappings) }], false)?.options
  expect(text('AAAA')).toContain('AAAA')
  expect(text('AAAA')).not.toBe(text('AACA'))
})

describe('options that tell of the environment', () => {
  it('are left out of the text where they are told apart', () => {
    const text = (ssr: boolean) =>
      readArguments('transform', ['code', 'id', { ssr, moduleType: 'js' }], true)?.options
    expect(text(true)).toBe(text(false))
    expect(text(true)).toContain('moduleType')
  })

  it.each<[string, (options: { ssr?: boolean; moduleType?: string }) => unknown, number]>([
    ['reads it', (options) => options.ssr, 1],
    ['takes it out', ({ ssr }) => ssr, 1],
    ['copies the options', (options) => ({ ...options }).moduleType, 2],
    ['lists their values', (options) => Object.values(options), 2],
    ['reads another option', (options) => options.moduleType, 0],
  ])('are noticed when a hook %s', (_what, look, times) => {
    let looks = 0
    const args = watchedArguments('transform', ['code', 'id', { ssr: true, moduleType: 'js' }], () => {
      looks += 1
    })
    look(args[2] as { ssr?: boolean; moduleType?: string })
    expect(looks).toBe(times)
    expect(args.slice(0, 2)).toEqual(['code', 'id'])
    expect(args[2]).toEqual({ ssr: true, moduleType: 'js' })
  })
})
