import { afterAll, expect, test } from 'vitest'
import { Family } from '../../kit/process/family.ts'
import { testFamilyCase } from '../../kit/process/family-case.ts'
import { usualStates } from '../../kit/process/family-states.ts'

const library = new Family({ fixture: 'library', bundler: 'rollup', plugins: ['babel', 'marking'] })
const { project } = library
afterAll(() => project.dispose())

const area = 'babel transform src/area.ts'
const index = 'babel transform src/index.tsx'
const formats = { config: 'rollup.formats.config.js' }

testFamilyCase({
  behaviour: 'Babel on Rollup runs for what changed, itself or in its configs',
  files: 'library',
  bundlers: ['rollup'],
  cached: ['babel'],
  states: usualStates({
    edit: { change: { 'src/area.ts': ['width * height', 'height * width'] }, runs: [area] },
    edits: {
      change: { 'src/index.tsx': ['area(2, 3)', 'area(3, 3)'], 'src/legacy.cjs': ["'shape'", "'form'"] },
      runs: [index],
    },
    removed: 'src/area.ts',
    audited: [index],
    others: {
      'a babel.config.json that appears': {
        change: {
          'babel.config.json': '{ "comments": false, "assumptions": { "setPublicClassFields": true } }',
        },
        runs: [area, index],
        isApart: true,
      },
      'a babel.config.json with a preset of the project': {
        change: {
          'babel.config.json': '{ "targets": "ie 11", "presets": ["./oldest.cjs"] }',
          ...preset('wide'),
        },
        runs: [area, index],
        isApart: true,
      },
      'a plugin that this preset requires': {
        change: {
          'babel.config.json': '{ "targets": "ie 11", "presets": ["./oldest.cjs"] }',
          ...preset('broad'),
        },
        runs: [area, index],
        isApart: true,
      },
      'a .babelrc beside the modules of a nested package': {
        change: {
          'src/package.json': '{ "name": "nested", "type": "module" }',
          'src/.babelrc': '{ "comments": false }',
        },
        runs: [area, index],
        staysEqual: true,
        isApart: true,
      },
      'settings of Babel in package.json': {
        change: { 'package.json': ['"private": true', '"private": true, "babel": { "comments": false }'] },
        runs: [area, index],
        isApart: true,
      },
    },
  }),
})

function preset(name: string): Readonly<Record<string, string>> {
  return {
    'oldest.cjs': "module.exports = () => ({ plugins: [require('./upper.cjs')] })",
    'upper.cjs': `module.exports = () => ({ visitor: { Identifier(path) { if (path.node.name === 'width') path.node.name = '${name}' } } })`,
  }
}

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
