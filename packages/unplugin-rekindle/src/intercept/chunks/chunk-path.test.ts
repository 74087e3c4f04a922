import path from 'node:path'
import { expect, it } from 'vitest'
import { chunkPath } from './chunk-path.ts'

it.each([
  ['app.js', { dir: 'dist/es' }, 'dist/es/app.js'],
  ['assets/app-!~{001}~.js', { dir: path.resolve('dist') }, 'dist/assets/app-[hash].js'],
  ['app.js', { file: 'dist/app.js' }, 'dist/app.js'],
  ['app.js', {}, 'app.js'],
])('a chunk %s of the output %j is named after %s', (fileName, options, expected) => {
  expect(chunkPath({ fileName }, options)).toBe(path.resolve(expected))
})

it.each([null, undefined, 'app.js', {}])('%j is no chunk', (chunk) => {
  expect(chunkPath(chunk, {})).toBeNull()
})
