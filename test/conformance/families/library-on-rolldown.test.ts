import { afterAll, expect, test } from 'vitest'
import { Family } from '../../kit/process/family.ts'

const library = new Family({
  fixture: 'library',
  bundler: 'rolldown',
  sourcemap: true,
  plugins: ['@rolldown/plugin-babel'],
})
const { project } = library
afterAll(() => project.dispose())

const area = '@rolldown/plugin-babel transform src/area.ts'
const index = '@rolldown/plugin-babel transform src/index.tsx'

test('a cold Rolldown build with Babel equals a build without the plugin, and the second output is restored', async () => {
  const truth = await library.expectDeterminism()
  expect(await library.writes('react/compiler-runtime')).toBe(true)
  const calls = await library.build()
  expect(calls).toContain(index)
  expect(calls).toHaveLength(library.callsOf(truth).length / 2)
})

test('a warm Rolldown build runs Babel for no module', async () => {
  expect(await library.build()).toEqual([])
})

test('an edited module runs Babel alone, and its undone edit is restored', async () => {
  const undo = project.edit('src/area.ts', 'width * height', 'height * width')
  expect(await library.build()).toEqual([area])
  undo()
  expect(await library.build()).toEqual([])
})

test('a deleted module fails the build as it does without the plugin, and heals', async () => {
  const recreate = project.remove('src/area.ts')
  await library.expectFailure('area')
  recreate()
  // Where a build has failed after a restore, the next one compares.
  expect(await library.build()).toEqual([index])
  expect(await library.build()).toEqual([])
})

test('a Babel config that appears, changes and goes is an input', async () => {
  project.write('babel.config.json', '{ "comments": false }')
  expect(await library.build()).toContain(index)
  project.edit('babel.config.json', '"comments": false', '"targets": "ie 11"')
  expect(await library.build()).toContain(index)
  expect(await library.build()).toEqual([])
  project.remove('babel.config.json')
  expect(await library.build()).toEqual([])
})
