import { afterAll, expect, test } from 'vitest'
import { Family } from '../../kit/process/family.ts'

const app = new Family({ fixture: 'styles', bundler: 'vite', plugins: ['vite:css'] })
const { project } = app
afterAll(() => project.dispose())

const sass = 'vite:css transform src/app.scss'
const less = 'vite:css transform src/form.less'
const images = 'vite:css transform src/images.css'
const plain = 'vite:css transform src/plain.css'
/** The class names of a CSS module and the hash of a file in `public` stay in Vite's memory. */
const always = ['vite:css transform src/badge.module.css', images]
const all = [sass, always[0], less, images, plain]

async function ran(): Promise<readonly string[]> {
  return (await app.build()).filter((call) => !always.includes(call))
}

test('a cold build of stylesheets equals a build without the plugin', async () => {
  await app.expectDeterminism()
  expect(await app.writes('margin: 20px')).toBe(true)
  expect(await app.build()).toEqual(all)
})

test('a warm build compiles no stylesheet that keeps nothing in memory', async () => {
  expect(await app.build()).toEqual(always)
})

test('an edited stylesheet is compiled alone, and its undone edit is restored', async () => {
  const undo = project.edit('src/app.scss', 'user-select', 'appearance')
  expect(await ran()).toEqual([sass])
  undo()
  expect(await ran()).toEqual([])
})

test('a Sass partial behind a partial and a Less import that are edited at once reach their two stylesheets', async () => {
  const undos = [
    project.edit('src/sass/_palette.scss', '#00f', '#0af'),
    project.edit('src/mixins.less', '3px', '5px'),
  ]
  expect(await ran()).toEqual([sass, less])
  for (const undo of undos) {
    undo()
  }
  expect(await ran()).toEqual([])
})

test('a new file that shadows a Sass partial is seen', async () => {
  const recreate = project.remove('src/sass/_tokens.scss')
  project.write('src/sass/tokens/_index.scss', '$accent: #bad;\n')
  expect(await app.writes('#bad')).toBe(true)
  expect(await ran()).toEqual([sass])
  project.write('src/sass/tokens.scss', '$accent: #cab;\n')
  expect(await app.writes('#cab')).toBe(true)
  expect(await ran()).toEqual([sass])
  project.remove('src/sass/tokens.scss')
  project.remove('src/sass/tokens')
  recreate()
  expect(await ran()).toEqual([])
})

test('a deleted Sass partial fails the build as it does without the plugin, and heals', async () => {
  const recreate = project.remove('src/sass/_palette.scss')
  await app.expectFailure('palette')
  recreate()
  expect(await ran()).toEqual([])
})

test('a local PostCSS plugin, what it requires, and its options are inputs', async () => {
  for (const [file, from, to] of [
    ['postcss/factor.cjs', '2', '3'],
    ['postcss/double.cjs', '10 *', '100 *'],
    ['postcss.config.cjs', "'px'", "'em'"],
  ] as const) {
    const undo = project.edit(file, from, to)
    expect(await ran()).toContain(plain)
    undo()
  }
  expect(await ran()).toEqual([])
})

test('a PostCSS plugin that is named by a text is an input, with what it requires', async () => {
  const undo = project.edit(
    'postcss.config.cjs',
    "[require('./postcss/double.cjs')({ unit: 'px' })]",
    "{ './postcss/double.cjs': { unit: 'px' } }",
  )
  await app.build()
  const undos = [undo, project.edit('postcss/factor.cjs', '2', '4')]
  expect(await app.writes('margin: 40px')).toBe(true)
  expect(await ran()).toContain(plain)
  for (const each of undos) {
    each()
  }
  expect(await ran()).toEqual([])
})

test('a PostCSS config that appears beside a stylesheet is an input', async () => {
  const recreate = project.remove('postcss.config.cjs')
  expect(await app.writes('margin: 10px')).toBe(true)
  expect(await ran()).toContain(plain)
  recreate()
  expect(await ran()).toEqual([])
})

test('assets that a stylesheet names are followed: emitted, inlined and public', async () => {
  expect(await app.writes('data:image/svg+xml')).toBe(true)
  for (const [file, from, to] of [
    ['src/large.svg', 'M0 0', 'M1 1'],
    ['src/small.svg', 'M0 0', 'M1 1'],
    ['public/public.svg', 'M0 0', 'M1 1'],
  ] as const) {
    // Vite keeps assets in memory for all stylesheets, so that any of them may depend on one.
    const undo = project.edit(file, from, to)
    expect(await app.build()).toContain(images)
    undo()
    expect(await ran()).toEqual([])
  }
})

test('source maps are equal, cold and warm', async () => {
  await app.expectDeterminism({ sourcemap: true })
  await app.build({ sourcemap: true })
  expect(await app.build({ sourcemap: true })).toEqual(always)
})
