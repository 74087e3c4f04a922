import { afterAll, expect, test } from 'vitest'
import { Family } from '../../kit/process/family.ts'

const app = new Family({
  fixture: 'documents',
  bundler: 'vite',
  plugins: ['@mdx-js/rollup', 'vite-plugin-svgr'],
})
const { project } = app
afterAll(() => project.dispose())

const guide = '@mdx-js/rollup transform src/guide.mdx'
const intro = '@mdx-js/rollup transform src/intro.mdx'
const logo = 'vite-plugin-svgr load src/logo.svg?react'
const mark = 'vite-plugin-svgr load src/mark.svg?react'
const all = [guide, intro, logo, mark]

test('a cold build of documents and drawings equals a build without the plugin', async () => {
  await app.expectDeterminism()
  expect(await app.build()).toEqual(all)
})

test('a warm build compiles no document and no drawing', async () => {
  expect(await app.build()).toEqual([])
})

test('an edited document is compiled alone, and its undone edit is restored', async () => {
  const undo = project.edit('src/guide.mdx', '**world**', '_world_')
  expect(await app.build()).toEqual([guide])
  undo()
  expect(await app.build()).toEqual([])
})

test('a document and a drawing that are edited at once are compiled', async () => {
  const undos = [
    project.edit('src/intro.mdx', '- two', '- three'),
    project.edit('src/logo.svg', '#f00', '#0f0'),
  ]
  expect(await app.build()).toEqual([intro, logo])
  for (const undo of undos) {
    undo()
  }
  expect(await app.build()).toEqual([])
})

test('a deleted drawing fails the build as it does without the plugin, and heals', async () => {
  const recreate = project.remove('src/mark.svg')
  await app.expectFailure('mark.svg')
  recreate()
  expect(await app.build()).toEqual([])
})

test('a file that a remark plugin reads without telling anybody is an input', async () => {
  const undo = project.edit('src/notes.txt', 'first', 'second')
  expect(await app.writes('second note')).toBe(true)
  expect(await app.build()).toEqual([guide, intro])
  undo()
  expect(await app.build()).toEqual([])
})

test('the code of a local remark plugin is an input', async () => {
  const undo = project.edit('include-notes.mjs', "'paragraph'", "'blockquote'")
  expect(await app.build()).toContain(guide)
  undo()
  expect(await app.build()).toEqual([])
})

test('an svgr config that appears is an input', async () => {
  project.write('.svgrrc', '{ "dimensions": false, "svgProps": { "role": "img" } }')
  expect(await app.writes('role: "img"')).toBe(true)
  expect((await app.build()).filter((call) => !call.includes('mdx'))).toEqual([logo, mark])
  project.remove('.svgrrc')
  expect(await app.build()).toEqual([])
})

test('source maps are equal, cold and warm', async () => {
  await app.expectDeterminism({ sourcemap: true })
  await app.build({ sourcemap: true })
  expect(await app.build({ sourcemap: true })).toEqual([])
})
