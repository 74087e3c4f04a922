import { afterAll, expect, test } from 'vitest'
import { Family } from '../../kit/process/family.ts'
import { testFamilyCase } from '../../kit/process/family-case.ts'
import { usualStates } from '../../kit/process/family-states.ts'

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

testFamilyCase({
  behaviour: 'Babel with the React Compiler runs for modules that changed',
  files: 'react',
  server: 'src/main.tsx',
  cached: ['@rolldown/plugin-babel'],
  states: usualStates({
    edit: { change: { 'src/feature/Panel.tsx': ['!`', '?`'] }, runs: [panel] },
    edits: {
      change: { 'src/feature/Panel.tsx': ['!`', '.`'], 'src/App.tsx': ['Helium', 'Lithium'] },
      runs: [all[1]!, panel],
    },
    removed: 'src/feature/Panel.tsx',
    audited: [all[1]!],
  }),
})

test('the React Compiler is at work', async () => {
  expect(await app.writes('react.memo_cache_sentinel')).toBe(true)
  expect(await app.build()).toEqual(all)
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
