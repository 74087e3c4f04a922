import { afterAll, expect, test } from 'vitest'
import { Family } from '../../kit/process/family.ts'

const library = new Family({ fixture: 'library', bundler: 'rollup', plugins: ['babel', 'marking'] })
const { project } = library
afterAll(() => project.dispose())

const area = 'babel transform src/area.ts'
const index = 'babel transform src/index.tsx'
const formats = { config: 'rollup.formats.config.js' }

test('a cold Rollup build with Babel equals a build without the plugin', async () => {
  const truth = await library.expectDeterminism()
  expect(await library.writes('react/compiler-runtime')).toBe(true)
  expect(await library.build()).toEqual(library.callsOf(truth))
  expect(library.callsOf(truth)).toContain(area)
})

test('a warm Rollup build runs Babel for no module', async () => {
  expect(await library.build()).toEqual([])
})

test('an edited module runs Babel alone, and its undone edit is restored', async () => {
  const undo = project.edit('src/area.ts', 'width * height', 'height * width')
  expect(await library.build()).toEqual([area])
  undo()
  expect(await library.build()).toEqual([])
})

test('modules that are edited at once are compiled, also those beside a CommonJS module', async () => {
  const undos = [
    project.edit('src/index.tsx', 'area(2, 3)', 'area(3, 3)'),
    project.edit('src/legacy.cjs', "'shape'", "'form'"),
  ]
  expect(await library.build()).toContain(index)
  for (const undo of undos) {
    undo()
  }
  expect(await library.build()).toEqual([])
})

test('a deleted module fails the build as it does without the plugin, and heals', async () => {
  const recreate = project.remove('src/area.ts')
  await library.expectFailure('area.ts')
  recreate()
  expect(await library.build()).toEqual([])
})

test('a babel.config.json that appears, changes and goes is an input', async () => {
  project.write('babel.config.json', '{ "comments": false, "assumptions": { "setPublicClassFields": true } }')
  expect(await library.build()).toContain(index)
  expect(await library.build()).toEqual([])
  project.write('babel.config.json', '{ "targets": "ie 11", "presets": ["./oldest.cjs"] }')
  project.write('oldest.cjs', "module.exports = () => ({ plugins: [require('./upper.cjs')] })")
  project.write(
    'upper.cjs',
    "module.exports = () => ({ visitor: { Identifier(path) { if (path.node.name === 'width') path.node.name = 'wide' } } })",
  )
  expect(await library.writes('wide')).toBe(true)
  expect(await library.build()).toContain(area)
  const undo = project.edit('upper.cjs', "'wide'", "'broad'")
  expect(await library.writes('broad')).toBe(true)
  expect(await library.build()).toContain(area)
  undo()
  expect(await library.build()).toEqual([])
  for (const file of ['babel.config.json', 'oldest.cjs', 'upper.cjs']) {
    project.remove(file)
  }
  expect(await library.build()).toEqual([])
})

test('a .babelrc that appears beside the modules of a nested package is an input', async () => {
  project.write('src/package.json', '{ "name": "nested", "type": "module" }')
  await library.build()
  project.write('src/.babelrc', '{ "comments": false }')
  await library.build()
  project.remove('src/.babelrc')
  project.write('.babelrc.json', '{ "comments": false, "plugins": [] }')
  await library.build()
  project.remove('.babelrc.json')
  project.remove('src/package.json')
  expect(await library.build()).toEqual([])
})

test('settings of Babel in package.json are inputs', async () => {
  const undo = project.edit(
    'package.json',
    '"private": true',
    '"private": true, "babel": { "comments": false }',
  )
  expect(await library.build()).toContain(index)
  undo()
  expect(await library.build()).toEqual([])
})

test('nine outputs of one process with equal plugin names and different closures stay apart', async () => {
  const truth = await library.expectDeterminism(formats)
  expect(Object.keys(truth.files).filter((file) => file.endsWith('.js'))).toHaveLength(9)
  expect(truth.files['3.umd.js']).toContain('shape 3')
  await library.build(formats)
  expect(await library.build(formats)).toEqual([])
  const undo = project.edit(formats.config, 'shape $', 'form $')
  await library.build(formats)
  undo()
  expect(await library.build(formats)).toEqual([])
})

test('TypeScript, which is not cached, writes what it writes without the plugin', async () => {
  const typescript = { config: 'rollup.typescript.config.mjs' }
  await library.expectDeterminism(typescript)
  await library.build(typescript)
  const undo = project.edit('src/area.ts', 'width * height', 'height + width')
  await library.build(typescript)
  undo()
})

test('source maps are equal, cold and warm', async () => {
  await library.expectDeterminism({ sourcemap: true })
  await library.build({ sourcemap: true })
  expect(await library.build({ sourcemap: true })).toEqual([])
})
