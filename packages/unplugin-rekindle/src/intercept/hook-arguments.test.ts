import { describe, expect, it } from 'vitest'
import { readArguments } from './hook-arguments.ts'

function optionsOf(options: unknown): string | null | undefined {
  return readArguments('transform', ['code', 'id', options])?.options
}

describe('readArguments', () => {
  it('takes the arguments of both hooks apart', () => {
    expect(readArguments('load', ['id', { ssr: true }])).toEqual({
      id: 'id',
      code: null,
      options: '"ssr":true,',
    })
    expect(readArguments('transform', ['code', 'id'])).toEqual({ id: 'id', code: 'code', options: '' })
  })

  it('gives null for arguments that bundlers do not give', () => {
    expect(readArguments('load', [])).toBeNull()
    expect(readArguments('transform', [Buffer.from('code'), 'id'])).toBeNull()
    expect(readArguments('transform', ['code', 7])).toBeNull()
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
