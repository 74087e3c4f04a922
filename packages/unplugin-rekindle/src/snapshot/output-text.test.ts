import { serialize } from 'node:v8'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeBuild, encodeBuild, type SavedBuild } from './output-text.ts'

function buildOf(contents: readonly unknown[]): SavedBuild {
  const files = contents.flatMap((content, index) => [
    { type: 'chunk', fileName: `${index}.js`, code: content, map: null },
    { type: 'asset', fileName: `${index}.txt`, source: content, originalFileName: undefined },
  ])
  const output = { question: '{}', isWrite: true, dir: 'dist', file: undefined, files }
  return { outputs: [output], watchFiles: ['a.js'], entry: 'a.js', bytes: 1 }
}

function readBack(build: SavedBuild): SavedBuild | null {
  return decodeBuild(Buffer.from(encodeBuild(build), 'latin1'))
}

it('gives every text and all bytes back exactly', () => {
  const anyContent = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.uint8Array())
  fc.assert(
    fc.property(fc.array(anyContent), (contents) => {
      const build = buildOf(contents)
      expect(readBack(build)).toEqual(build)
    }),
  )
  const hard = buildOf(['\ufeff→', 'a\ud800b', '\udfff', '👩‍👩‍👧', 'caf\u00e9', '', '\0'])
  expect(readBack(hard)).toEqual(hard)
})

it('gives a text back that alternates all the time', () => {
  const build = buildOf(['→a'.repeat(3000), '\ud800a'.repeat(3000)])
  expect(readBack(build)).toEqual(build)
})

it('takes no more than a byte for each byte of a text', () => {
  const text = `${'let a = 1\n'.repeat(1000)}// →`
  expect(encodeBuild(buildOf([text])).length).toBeLessThan(2 * Buffer.byteLength(text) + 1000)
  const alternating = '→a'.repeat(5000)
  expect(encodeBuild(buildOf([alternating])).length).toBeLessThan(2 * Buffer.byteLength(alternating) + 1000)
})

it('is null for what is no build', () => {
  const { bytes: _, ...withoutBytes } = buildOf([])
  const others = [
    Buffer.of(),
    Buffer.from('no build'),
    serialize(null),
    serialize({}),
    serialize(withoutBytes),
  ]
  expect(others.map(decodeBuild)).toEqual(others.map(() => null))
})
