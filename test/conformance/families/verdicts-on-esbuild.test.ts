import { build, type Plugin } from 'esbuild'
import rekindle from 'unplugin-rekindle/esbuild'
import { expect, test } from 'vitest'
import { createProject } from '../../kit/in-process/project.ts'

const unknown = 'candidate: unknown, and may be cached by its shape'

/** Packages with the name of what makes their plugin, a module that it loads, and what is said of it. */
const packages: readonly (readonly [name: string, made: string, file: string, verdict: string])[] = [
  [
    '@luckycatfactory/esbuild-graphql-loader',
    'default',
    'a.graphql',
    'uncached: remembers the documents of all modules',
  ],
  ['@mdx-js/esbuild', 'default', 'a.mdx', 'cached: known'],
  [
    'esbuild-css-modules-plugin',
    'default',
    'a.module.css',
    'uncached: keeps the styles in memory for another load and for the output',
  ],
  ['esbuild-plugin-babel', 'default', 'a.js', 'cached: known'],
  ['esbuild-plugin-svgr', 'default', 'a.svg', 'cached: known'],
  ['esbuild-plugin-vue3', 'default', 'a.vue', 'uncached: hands parsed components from one load to the next'],
  ['esbuild-plugin-yaml', 'yamlPlugin', 'a.yaml', unknown],
  ['esbuild-postcss', 'default', 'a.css', 'cached: known'],
  ['esbuild-sass-plugin', 'sassPlugin', 'a.scss', 'cached: known'],
  ['esbuild-style-plugin', 'default', 'a.css', 'cached: known'],
  ['esbuild-svelte', 'default', 'a.svelte', 'cached: known'],
  ['esbuild-yaml', 'default', 'a.yaml', 'cached: known'],
  [
    'unplugin-vue/esbuild',
    'default',
    'a.vue',
    'uncached: keeps parsed components in memory, for later builds too',
  ],
]

test.each(packages)(
  'whether and why the plugin of %s is cached on esbuild is told',
  async (name, made, file, verdict) => {
    const module = (await import(name)) as Readonly<Record<string, unknown>>
    const inner = module['default'] as Readonly<Record<string, unknown>>
    const factory = [module[made], inner[made]].findLast((found) => typeof found === 'function')
    expect(await verdictOn((factory as (options: object) => Plugin)({}), file)).toBe(verdict)
  },
)

test.each(['babel', 'postcss', 'yaml'])(
  'another plugin of the name %s is not taken for the known one',
  async (name) => {
    const own: Plugin = { name, setup: ({ onLoad }) => onLoad({ filter: /\.css$/ }, () => null) }
    expect(await verdictOn(own, 'a.css')).toBe(unknown)
  },
)

/** What each of them can load. */
const texts: Readonly<Record<string, string>> = {
  'a.graphql': 'query A { a }',
  'a.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'a.vue': '<template><p/></template>',
  'a.yaml': 'a: 1',
}

/** What is said of a plugin when it is asked for the first time, by a module. */
async function verdictOn(plugin: Plugin, file: string): Promise<string | undefined> {
  const project = createProject({ [file]: texts[file] ?? '' })
  let verdict: string | undefined
  const cached = rekindle({
    readOnly: true,
    onEvent(event) {
      if (event.kind === 'plugin') {
        verdict = `${event.verdict}: ${event.why}`
      }
    },
  })
  await build({
    absWorkingDir: project.root,
    entryPoints: [file],
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'dist',
    external: ['react', 'react/*', 'svelte/*', 'vue'],
    plugins: [cached, plugin],
  })
  return verdict
}
