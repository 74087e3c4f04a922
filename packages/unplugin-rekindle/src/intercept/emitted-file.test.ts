import { describe, expect, it, vi } from 'vitest'
import { describeFile, type EmittedFileStep, fileOfStep } from './emitted-file.ts'

/** What a replay gives to `emitFile`, after the step was stored. */
function throughTheStore(file: object): unknown {
  const described = describeFile(file)
  expect(described).toMatchObject({ kind: 'described' })
  const { step } = described as typeof described & { kind: 'described' }
  return fileOfStep(JSON.parse(JSON.stringify({ ...step, reference: 'old' })) as EmittedFileStep)
}

class LibraryMap {
  readonly version = 3
  readonly mappings = 'AAAA'
  toString(): string {
    return JSON.stringify(this)
  }
  toUrl(): string {
    return `data:${this.toString()}`
  }
}

describe('describeFile and fileOfStep', () => {
  it.each<[string, object]>([
    ['an asset', { type: 'asset', name: 'a.txt', needsCodeReference: true, source: '' }],
    [
      'a chunk',
      { type: 'chunk', id: '/a.js', implicitlyLoadedAfterOneOf: ['/b.js'], preserveSignature: false },
    ],
    [
      'a chunk that was built elsewhere',
      {
        type: 'prebuilt-chunk',
        fileName: 'a.js',
        code: 'a',
        exports: ['a'],
        map: { version: 3, mappings: '' },
      },
    ],
    [
      'a chunk built elsewhere without a map',
      { type: 'prebuilt-chunk', fileName: 'a.js', code: '', map: undefined },
    ],
  ])('give back %s', (_what, file) => {
    expect(throughTheStore(file)).toEqual(file)
  })

  it.each([Buffer.from([0, 255]), new Uint8Array([0, 255]), Buffer.from([1, 2, 200]).subarray(1)])(
    'give back bytes of the same class: %o',
    (source) => {
      expect(throughTheStore({ type: 'asset', source })).toStrictEqual({ type: 'asset', source })
    },
  )

  it('give back the map of a class with its methods', () => {
    const map = new LibraryMap()
    const thawed = throughTheStore({ type: 'prebuilt-chunk', fileName: 'a.js', code: '', map }) as {
      map: LibraryMap
    }
    expect(thawed.map.toString()).toBe(map.toString())
  })

  it('take the file as it is now', () => {
    const exports = ['a']
    const described = describeFile({ type: 'prebuilt-chunk', fileName: 'a.js', code: '', exports })
    exports.push('b')
    expect(described).toMatchObject({ step: { file: { exports: ['a'] } } })
  })

  it('turn down what could not be read', () => {
    const source = new Uint8Array([1])
    vi.stubGlobal('Buffer', undefined)
    try {
      expect(describeFile({ type: 'asset', source })).toMatchObject({ kind: 'indescribable' })
    } finally {
      vi.unstubAllGlobals()
    }
  })

  it.each<[string, unknown, string]>([
    ['nothing', null, 'with something that is no plain object'],
    ['an instance', new (class {})(), 'with something that is no plain object'],
    ['a file of another kind', { type: 'folder', name: 'a' }, 'of type folder'],
    ['a field that nobody knows', { type: 'asset', source: '', after: 'x' }, 'with after'],
    ['a source of another kind', { type: 'asset', source: 7 }, 'with source'],
    ['bytes of another class', { type: 'asset', source: new (class extends Uint8Array {})() }, 'with source'],
    ['a source that comes later', { type: 'asset', name: 'a' }, 'without a source'],
    ['a function', { type: 'chunk', id: 'a', preserveSignature: () => 0 }, 'with preserveSignature'],
    ['a map without fields', { type: 'prebuilt-chunk', fileName: 'a.js', code: '', map: 7 }, 'with map'],
  ])('turn down %s', (_what, file, why) => {
    expect(describeFile(file)).toEqual({ kind: 'indescribable', why })
  })
})
