import { afterAll, expect, test } from 'vitest'
import { Family } from '../../kit/process/family.ts'

const app = new Family({ fixture: 'react', bundler: 'vite', plugins: ['@rolldown/plugin-babel'] })
const { project } = app
afterAll(() => project.dispose())

const panel = '@rolldown/plugin-babel transform src/feature/Panel.tsx'
const all = [
  '@rolldown/plugin-babel transform \0vite/modulepreload-polyfill.js',
  '@rolldown/plugin-babel transform src/App.tsx',
  panel,
  '@rolldown/plugin-babel transform src/main.tsx',
]

test('a cold build with the React Compiler equals a build without the plugin', async () => {
  await app.expectDeterminism()
  expect(await app.writes('react.memo_cache_sentinel')).toBe(true)
  expect(await app.build()).toEqual(all)
})

test('a warm build runs Babel for no module', async () => {
  expect(await app.build()).toEqual([])
})

test('an edited module runs Babel alone, and its undone edit is restored', async () => {
  const undo = project.edit('src/feature/Panel.tsx', '!`', '?`')
  expect(await app.build()).toEqual([panel])
  undo()
  expect(await app.build()).toEqual([])
})

test('a deleted module fails the build as it does without the plugin, and heals', async () => {
  const recreate = project.remove('src/feature/Panel.tsx')
  await app.expectFailure('Panel.tsx')
  recreate()
  expect(await app.build()).toEqual([])
})

test.each(['cjs', 'mjs'])(
  'a local Babel plugin (%s) that options name, and what it imports, are inputs',
  async (extension) => {
    const env = { BABEL_PLUGIN: `./babel/rename.${extension}` }
    await app.build({ env })
    const undo = project.edit(`babel/suffix.${extension}`, extension === 'cjs' ? '(H)' : '[H]', '(element)')
    expect(await app.build({ env })).toEqual(all)
    undo()
    expect(await app.build({ env })).toEqual([])
    expect(await app.build()).toEqual([])
  },
)

test('a .browserslistrc in a folder above the project is an input', async () => {
  project.write('../.browserslistrc', 'ie 11\n')
  expect(await app.build()).toEqual(all)
  project.remove('../.browserslistrc')
  expect(await app.build()).toEqual([])
})

test('Babel in worker threads, whose reads are out of sight, runs every time', async () => {
  const env = { IN_PARALLEL: 'yes', BABEL_PLUGIN: './babel/rename.cjs' }
  await app.build({ env })
  expect(await app.build({ env })).toEqual(all)
  const undo = project.edit('babel/suffix.cjs', '(H)', '(thread)')
  expect(await app.build({ env })).toEqual(all)
  undo()
  expect(await app.build()).toEqual([])
})

test('source maps are equal, cold and warm', async () => {
  await app.expectDeterminism({ sourcemap: true })
  await app.build({ sourcemap: true })
  expect(await app.build({ sourcemap: true })).toEqual([])
})
