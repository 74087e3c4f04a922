import { type Plugin, rollup } from 'rollup'
import rekindle from 'unplugin-rekindle/rollup'
import { expect, test } from 'vitest'

const chunks = 'uncached: works on finished chunks, whose results are kept apart'
const cheap = 'uncached: as cheap to run as to restore'
const cheaper = 'uncached: cheaper to run than to restore'

/** Packages with the options of their plugin, and what is said of it. */
const packages: readonly (readonly [name: string, options: object, verdict: string])[] = [
  ['@modyfi/vite-plugin-yaml', {}, cheap],
  ['@rollup/plugin-babel', { babelHelpers: 'bundled' }, 'cached: known'],
  ['@rollup/plugin-commonjs', {}, 'uncached: its results depend on how other modules import and export'],
  ['@rollup/plugin-graphql', {}, 'uncached: remembers the documents and fragments of all modules'],
  ['@rollup/plugin-image', {}, cheaper],
  ['@rollup/plugin-json', {}, cheap],
  [
    '@rollup/plugin-node-resolve',
    {},
    'uncached: loads nothing but an empty module; where modules are is kept apart',
  ],
  ['@rollup/plugin-replace', { preventAssignment: true }, cheaper],
  [
    '@rollup/plugin-swc',
    {},
    'uncached: reads its configs natively, and runs as fast as its results are restored',
  ],
  ['@rollup/plugin-terser', {}, chunks],
  [
    '@rollup/plugin-typescript',
    { tsconfig: false, include: [] },
    'uncached: compiles the whole program when the build starts, whatever is restored',
  ],
  ['@rollup/plugin-url', {}, 'uncached: notes in `load` which files it copies in the end'],
  ['@rollup/plugin-wasm', {}, 'uncached: notes in `load` which files it emits in the end'],
  ['@rollup/plugin-yaml', {}, cheap],
  ['@svgr/rollup', {}, 'cached: known'],
  [
    'rollup-plugin-dts',
    {},
    'uncached: makes declarations from a program of all modules, and collects their imports for the output',
  ],
  [
    'rollup-plugin-esbuild',
    {},
    'uncached: its compiler works in a process beside the bundler, which a restore would keep busy for longer',
  ],
  ['rollup-plugin-postcss', {}, 'uncached: keeps the styles in memory for the output'],
  ['rollup-plugin-visualizer', {}, 'uncached: draws the finished bundle'],
]

test.each(packages)('the plugin of %s is known by the name that it has', async (name, options, verdict) => {
  const { default: factory } = (await import(name)) as { default: (options: object) => Plugin }
  expect(await verdictOn(factory(options))).toBe(verdict)
})

test('the part of the esbuild plugin that works on chunks is known', async () => {
  const { minify } = (await import('rollup-plugin-esbuild')) as { minify: () => Plugin }
  expect(await verdictOn(minify())).toBe(chunks)
})

test("Vite's second step for styles is known", async () => {
  const verdict = await verdictOn({ name: 'vite:css-post' })
  expect(verdict).toBe('uncached: keeps the styles in memory for the output')
})

/** What is said of a plugin, as far as its name and the source of its hook decide. */
async function verdictOn({ name, transform }: Plugin): Promise<string | undefined> {
  const own = typeof transform === 'object' ? transform.handler : transform
  const standIn = Object.assign(() => null, { toString: () => String(own) })
  let verdict: string | undefined
  const cached = rekindle({
    readOnly: true,
    onEvent(event) {
      if (event.kind === 'plugin' && event.plugin === name) {
        verdict = `${event.verdict}: ${event.why}`
      }
    },
  })
  const virtual: Plugin = { name: 'virtual', resolveId: (id) => id, load: () => 'export default 1' }
  // Some have no hook of the kind that is asked about.
  const bundle = await rollup({
    input: 'main',
    plugins: [cached, virtual, { name, transform: standIn }],
    onLog: () => {},
  })
  await bundle.close()
  return verdict
}
