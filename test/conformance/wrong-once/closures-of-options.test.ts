import {
  page,
  rollupScript,
  type ScriptCase,
  testScriptCases,
  viteScript,
} from '../../kit/process/script-case.ts'

const value = { 'src/main.js': 'export const a = VALUE' }

/** A Babel plugin whose option says what becomes of `VALUE`. */
const rename = `module.exports = (api, { to }) => ({
  visitor: { Identifier({ node }) { if (node.name === 'VALUE') node.name = to } }
})`

const preset = rollupScript(`
export const preset = (value) => [
  cached({ plugins: { own: true } }),
  { name: 'own', transform: (code) => code.replace('VALUE', value) }
]`)
const withPreset = (value: number): string =>
  `import { go, preset } from './preset.mjs'\nawait go(preset('${value}'))`

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a value that a config hands to a shared preset is part of the key of its plugin',
    files: { ...value, 'preset.mjs': preset },
    build: withPreset(1),
    unchanged: { own: { run: 0, restored: 1 } },
    steps: [{ change: { 'build.mjs': withPreset(2) }, hooks: { own: { run: 1, restored: 0 } } }],
  },
  {
    behaviour: 'two instances of a plugin of the config that differ in what they close over share nothing',
    files: value,
    build: rollupScript(`
const own = (value) => ({ name: 'own', transform: (code) => code.replace('VALUE', value) })
await go([cached({ plugins: { own: true } }), own('1')], {}, 'one')
await go([cached({ plugins: { own: true } }), own('2')], {}, 'two')`),
    unchanged: { own: { run: 0, restored: 1 } },
  },
  {
    behaviour: 'an option that hundreds of functions lie in front of counts',
    files: value,
    build: rollupScript(`
const give = (value) => () => value
const own = (value) => {
  const before = Array.from({ length: 400 }, (_, index) => give(index))
  const behind = give(value)
  return { name: 'own', transform: (code) => code.replace('VALUE', before.length + behind()) }
}
await go([cached({ plugins: { own: true } }), own('1')], {}, 'one')
await go([cached({ plugins: { own: true } }), own('2')], {}, 'two')`),
    unchanged: { own: { run: 0, restored: 1 } },
  },
  {
    behaviour: 'Babel plugins with the same text and other closures share nothing',
    files: value,
    build: rollupScript(`
import { babel } from '@rollup/plugin-babel'
const rename = (to) => () => ({
  visitor: { Identifier({ node }) { if (node.name === 'VALUE') node.name = to } }
})
for (const to of ['one', 'two']) {
  await go([cached(), babel({ babelHelpers: 'bundled', configFile: false, plugins: [rename(to)] })], {}, to)
}`),
    unchanged: { babel: { run: 0, restored: 1 } },
  },
  {
    behaviour: 'options of a Babel plugin that is named by path count, with and without config files',
    files: { ...value, 'rename.cjs': rename },
    build: rollupScript(`
import { babel } from '@rollup/plugin-babel'
for (const [folder, options] of Object.entries({ all: {}, none: { configFile: false } })) {
  for (const to of ['one', 'two']) {
    const plugins = [['./rename.cjs', { to }]]
    await go([cached(), babel({ babelHelpers: 'bundled', plugins, ...options })], {}, folder + '/' + to)
  }
}`),
    unchanged: { babel: { run: 0, restored: 1 } },
  },
  {
    behaviour:
      'remark plugins with other closures and other JSX runtimes make other documents of the same MDX',
    files: { 'src/main.js': 'import A from "./a.mdx"; export default A', 'src/a.mdx': '# Title' },
    build: rollupScript(`
import mdx from '@mdx-js/rollup'
const remark = (value) => () => (tree) => {
  tree.children.push({ type: 'paragraph', children: [{ type: 'text', value }] })
}
const variants = {
  one: { remarkPlugins: [remark('one')] },
  two: { remarkPlugins: [remark('two')] },
  react: { jsxImportSource: 'react' },
  preact: { jsxImportSource: 'preact' }
}
for (const [folder, options] of Object.entries(variants)) {
  await go([cached(), mdx(options)], { external: /react/ }, folder)
}`),
    unchanged: { '@mdx-js/rollup': { run: 0, restored: 1 } },
  },
  {
    behaviour: 'a function for hashes of Svelte styles counts with what it closes over',
    files: {
      ...page,
      'src/main.js': 'import A from "./A.svelte"; console.log(A)',
      'src/A.svelte': '<p>hi</p><style>p { color: red }</style>',
    },
    build: viteScript(`
import { svelte } from '@sveltejs/vite-plugin-svelte'
for (const hash of ['one', 'two']) {
  await go([cached(), svelte({ configFile: false, compilerOptions: { cssHash: () => hash } })], {}, hash)
}`),
    unchanged: { 'vite-plugin-svelte:compile': { run: 0, restored: 1 } },
  },
  {
    behaviour: 'a function for custom elements of Vue counts with what it closes over',
    files: {
      ...page,
      'src/main.js': 'import A from "./A.vue"; console.log(A)',
      'src/A.vue': '<template><p>hi <x-a/></p></template>',
    },
    build: viteScript(`
import vue from '@vitejs/plugin-vue'
for (const start of ['x-', 'y-']) {
  const isCustomElement = (tag) => tag.startsWith(start)
  await go([cached(), vue({ template: { compilerOptions: { isCustomElement } } })], {}, start)
}`),
    unchanged: { 'vite:vue': { run: 0, restored: 2 } },
  },
  {
    behaviour: 'two instances of SVGR with other options share nothing',
    files: {
      ...page,
      'src/main.js': 'import A from "./a.svg?react"; console.log(A)',
      'src/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1"><g/></svg>',
    },
    build: viteScript(`
import svgr from 'vite-plugin-svgr'
for (const dimensions of [true, false]) {
  await go([cached(), svgr({ svgrOptions: { dimensions } })], {}, String(dimensions))
}`),
    unchanged: { 'vite-plugin-svgr': { run: 0, restored: 1 } },
  },
]

testScriptCases('closures of options', cases)
