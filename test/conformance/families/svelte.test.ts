import { afterAll, expect, test } from 'vitest'
import { Family } from '../../kit/process/family.ts'

const app = new Family({
  fixture: 'svelte',
  bundler: 'vite',
  plugins: [
    'vite-plugin-svelte:preprocess',
    'vite-plugin-svelte:compile',
    'vite-plugin-svelte:compile-module',
    'vite-plugin-svelte:load-compiled-css',
    'vite:css',
  ],
})
const { project } = app
afterAll(() => project.dispose())

/** Preprocessors of styles read in other processes; styles of components come out of the module graph. */
const always = [
  'vite-plugin-svelte:load-compiled-css load src/App.svelte?svelte&type=style&lang.css',
  'vite-plugin-svelte:load-compiled-css load src/Counter.svelte?svelte&type=style&lang.css',
  'vite-plugin-svelte:load-compiled-css load src/Panel.svelte?svelte&type=style&lang.css',
  'vite-plugin-svelte:preprocess transform src/Panel.svelte',
]

async function expectOnly(files: RegExp): Promise<readonly string[]> {
  const ran = (await app.build()).filter((call) => !always.includes(call))
  expect(ran.filter((call) => !files.test(call))).toEqual([])
  return ran
}

test('a cold build of Svelte components equals a build without the plugin', async () => {
  const truth = await app.expectDeterminism()
  expect(truth.warnings.join()).toContain('Unused CSS selector')
  expect(await app.build()).toEqual(app.callsOf(truth))
})

test('a warm build compiles no Svelte component', async () => {
  expect(await app.build()).toEqual(always)
})

test('an edited Svelte component is compiled alone, and its undone edit is restored', async () => {
  const undo = project.edit('src/Counter.svelte', 'count++', 'count--')
  expect(await expectOnly(/src\/Counter\.svelte/)).toContain(
    'vite-plugin-svelte:compile transform src/Counter.svelte',
  )
  undo()
  expect(await app.build()).toEqual(always)
})

test('a style and a module with runes that are edited at once reach their two modules', async () => {
  const undos = [
    project.edit('src/App.svelte', 'display: grid', 'display: flex'),
    project.edit('src/selection.svelte.ts', "'Hydrogen'", "'Helium'"),
  ]
  const ran = await expectOnly(/src\/(App\.svelte|selection\.svelte\.ts)/)
  expect(ran).toContain('vite-plugin-svelte:compile-module transform src/selection.svelte.ts')
  for (const undo of undos) {
    undo()
  }
  expect(await app.build()).toEqual(always)
})

test('a Sass partial behind a partial reaches the component that uses it', async () => {
  const undo = project.edit('src/styles/_palette.scss', '#00f', '#0af')
  expect(await app.writes('#0af')).toBe(true)
  // What a preprocessor reads may shape all of its results; the compiler is out of its reach.
  await expectOnly(/src\/Panel\.svelte|vite-plugin-svelte:preprocess/)
  undo()
  expect(await app.build()).toEqual(always)
})

test('a deleted Svelte component fails the build as it does without the plugin, and heals', async () => {
  const recreate = project.remove('src/Counter.svelte')
  await app.expectFailure('Counter.svelte')
  recreate()
  expect(await app.build()).toEqual(always)
})

test('the options of svelte.config.js are inputs', async () => {
  const undo = project.edit(
    'svelte.config.js',
    'export default {',
    'export default { compilerOptions: { runes: true },',
  )
  expect(await app.build()).toContain('vite-plugin-svelte:compile transform src/Counter.svelte')
  undo()
  expect(await app.build()).toEqual(always)
})

test('a tsconfig.json that appears is an input of preprocessed scripts', async () => {
  project.write(
    'tsconfig.json',
    '{ "compilerOptions": { "target": "ES2015", "verbatimModuleSyntax": true } }',
  )
  expect(await app.build()).toContain('vite-plugin-svelte:preprocess transform src/App.svelte')
  project.remove('tsconfig.json')
  expect(await app.build()).toEqual(always)
})

test('source maps are equal, cold and warm', async () => {
  await app.expectDeterminism({ sourcemap: true })
  await app.build({ sourcemap: true })
  expect(await app.build({ sourcemap: true })).toEqual(always)
})
