import { esbuildScript, type ScriptCase, testScriptCases } from '../../kit/process/script-case.ts'

const all = { run: 0, restored: 1 }

const sass: readonly ScriptCase[] = [
  {
    behaviour: 'a stylesheet of Sass follows its partials, and those that shadow them',
    files: {
      'src/main.js': 'import "./a.scss"\nimport "./b.scss"',
      'src/a.scss': '@use "parts/colors";\na { color: colors.$main; @media (min-width: 1px) { top: 0 } }',
      'src/b.scss': 'b { left: 1px }',
      'src/parts/_colors.scss': '@import "../deep/tone";\n$main: $tone;',
      'src/deep/_tone.scss': '$tone: red;',
    },
    build: esbuildScript(`
import { sassPlugin } from 'esbuild-sass-plugin'
await go([cached(), sassPlugin()], { mangleProps: /_$/, mangleCache: { a_: 'z' } })`),
    cold: { 'sass-plugin': { run: 2, stored: 2 } },
    unchanged: { 'sass-plugin': { run: 0, restored: 2 } },
    steps: [
      {
        change: { 'src/deep/_tone.scss': '$tone: blue;' },
        hooks: { 'sass-plugin': { run: 1, restored: 1 } },
      },
      { change: {}, hooks: { 'sass-plugin': { run: 0, restored: 2 } } },
      { change: { 'src/deep/_tone.scss': '$tone: red;' }, hooks: { 'sass-plugin': { run: 0, restored: 2 } } },
      { change: { 'src/parts/colors.scss': '$main: green;' } },
      { change: { 'src/parts/colors.scss': null } },
      { change: { 'src/b.scss': 'b { left: 2px }' }, hooks: { 'sass-plugin': { run: 1, restored: 1 } } },
    ],
  },
  {
    behaviour: 'a package that a stylesheet of Sass takes its partials from is an input',
    files: {
      'src/main.js': 'import "./a.scss"',
      'src/a.scss': '@use "~tones/all";\na { color: all.$tone }',
      'node_modules/tones/package.json': '{ "name": "tones", "version": "1.0.0" }',
      'node_modules/tones/all.scss': '$tone: red;',
    },
    build: esbuildScript(`
import { sassPlugin } from 'esbuild-sass-plugin'
await go([cached(), sassPlugin()])`),
    unchanged: { 'sass-plugin': all },
    steps: [
      {
        change: {
          'node_modules/tones/package.json': '{ "name": "tones", "version": "1.0.1" }',
          'node_modules/tones/all.scss': '$tone: blue;',
        },
      },
      { change: {}, hooks: { 'sass-plugin': all } },
    ],
  },
  {
    behaviour: 'two builds of Sass with other options in one process keep apart',
    files: {
      'src/main.js': 'import "./a.scss"',
      'src/a.scss': 'a { b { color: red } }',
      'src/more.scss': '',
    },
    build: esbuildScript(`
import { sassPlugin } from 'esbuild-sass-plugin'
for (const style of ['expanded', 'compressed']) {
  const precompile = (source) => source.replace('red', style === 'expanded' ? 'blue' : 'green')
  await go([cached(), sassPlugin({ style, precompile, quietDeps: true })], {}, style + '/')
}`),
    cold: { 'sass-plugin': { run: 1, stored: 1 } },
    unchanged: { 'sass-plugin': all },
    steps: [
      { change: { 'src/a.scss': 'a { b { color: red; top: 0 } }' }, hooks: { 'sass-plugin': { run: 1 } } },
      { change: {}, hooks: { 'sass-plugin': all } },
    ],
  },
  {
    behaviour:
      'what the plugin for Sass gives out of its own memory in a rebuild spoils nothing for the next build',
    files: {
      'src/main.js': 'import "./a.scss"',
      'src/a.scss': '@use "tone";\na { color: red }',
      'src/tone.css': 'b { color: blue }',
    },
    build: esbuildScript(`
import { context } from 'esbuild'
import { sassPlugin } from 'esbuild-sass-plugin'
if (process.env.WITH_REKINDLE && fs.existsSync('next.scss')) {
  const options = { entryPoints: ['src/main.js'], bundle: true, format: 'esm', sourcemap: true, outdir: 'dist' }
  const long = await context({ ...options, plugins: [cached(), sassPlugin()] })
  await long.rebuild()
  fs.renameSync('next.scss', 'src/tone.scss')
  await new Promise((resolve) => setTimeout(resolve, 50))
  await long.rebuild()
  await long.dispose()
  fs.rmSync('dist', { recursive: true })
}
await go([cached(), sassPlugin()])`),
    needsProcesses: true,
    unchanged: { 'sass-plugin': all },
    steps: [
      { change: { 'next.scss': 'b { color: green }' } },
      { change: { 'src/tone.scss': 'b { color: black }' }, hooks: { 'sass-plugin': { run: 1 } } },
    ],
  },
  {
    behaviour: 'Sass modules that a function of the options makes are compiled each time',
    files: { 'src/main.js': 'export { default } from "./a.module.scss"', 'src/a.module.scss': '.a { b: c }' },
    build: esbuildScript(`
import { sassPlugin } from 'esbuild-sass-plugin'
const transform = async (css) => ({ contents: css, pluginData: { exports: '{"a":"x"}' } })
await go([cached(), sassPlugin({ transform })])`),
    // The plugin counts its builds in a process.
    needsProcesses: true,
    unchanged: {},
  },
  {
    behaviour: 'Sass in a process of its own is compiled each time',
    files: { 'src/main.js': 'import "./a.scss"', 'src/a.scss': '@use "b";', 'src/_b.scss': 'a { b: c }' },
    build: esbuildScript(`
import { sassPlugin } from 'esbuild-sass-plugin'
await go([cached(), sassPlugin({ embedded: true })])`),
    cold: { 'sass-plugin': { stored: 0, uncacheable: 1 } },
    steps: [{ change: { 'src/_b.scss': 'a { b: d }' } }],
  },
  {
    behaviour: 'warnings of Sass come again when a stylesheet is restored',
    files: { 'src/main.js': 'import "./a.scss"', 'src/a.scss': '@warn "careful"; a { b: c }' },
    build: esbuildScript(`
import { sassPlugin } from 'esbuild-sass-plugin'
await go([cached(), sassPlugin()])`),
    unchanged: { 'sass-plugin': all },
  },
]

const component = (color: string, text: string): string =>
  `<script>let { name = 'x' } = $props()</script>
<p>{name} ${text}</p>
<style>p { color: ${color} }</style>`

const svelte: readonly ScriptCase[] = [
  {
    behaviour: 'components of Svelte are restored with their styles, and follow edits of either',
    files: {
      'src/main.js':
        'import A from "./A.svelte"\nimport B from "./B.svelte"\nimport { count } from "./count.svelte.ts"\nexport { A, B, count }',
      'src/A.svelte': component('red', 'a'),
      'src/B.svelte': '<p>plain <img src="x.png"></p>',
      'src/count.svelte.ts': 'export const count: { n: number } = $state({ n: 1 })',
    },
    build: esbuildScript(`
import svelte from 'esbuild-svelte'
await go([cached(), svelte({ compilerOptions: { dev: false } })], { external: ['svelte/*'] })`),
    cold: { 'esbuild-svelte': { run: 3, stored: 3 } },
    unchanged: { 'esbuild-svelte': { run: 0, restored: 3 } },
    steps: [
      {
        change: { 'src/A.svelte': component('blue', 'a') },
        hooks: { 'esbuild-svelte': { run: 1, restored: 2 } },
      },
      {
        change: { 'src/A.svelte': component('red', 'a') },
        hooks: { 'esbuild-svelte': { run: 0, restored: 3 } },
      },
      { change: { 'src/A.svelte': '<p>no style</p>' } },
      { change: { 'src/B.svelte': component('green', 'b'), 'src/A.svelte': component('red', 'a') } },
      { change: {}, hooks: { 'esbuild-svelte': { run: 0, restored: 3 } } },
    ],
  },
  {
    behaviour: 'a component that a preprocessor reads other files for follows them',
    files: {
      'src/main.js': 'export { default } from "./A.svelte"',
      'src/A.svelte': '<p>a</p>\n<style lang="scss">@use "tone"; p { color: tone.$tone }</style>',
      'src/_tone.scss': '$tone: red;',
    },
    build: esbuildScript(`
import svelte from 'esbuild-svelte'
import { sveltePreprocess } from 'svelte-preprocess'
await go([cached(), svelte({ preprocess: sveltePreprocess() })], { external: ['svelte/*'] })`),
    steps: [
      { change: { 'src/_tone.scss': '$tone: blue;' }, hooks: { 'esbuild-svelte': { run: 1, restored: 0 } } },
      { change: { 'src/_tone.scss': null, 'src/tone/_index.scss': '$tone: green;' } },
      { change: {}, hooks: { 'esbuild-svelte': all } },
    ],
  },
]

const documents: readonly ScriptCase[] = [
  {
    behaviour: 'documents of MDX follow what their plugins read, and come with their warnings',
    files: {
      'src/main.js': 'import A from "./a.mdx"\nimport B from "./b.mdx"\nexport { A, B }',
      'src/a.mdx': '# Title\n\n{1 + 1}',
      'src/b.mdx': 'plain',
      'note.txt': 'note',
    },
    build: esbuildScript(`
import mdx from '@mdx-js/esbuild'
const note = () => (tree) => {
  tree.children.push({ type: 'paragraph', children: [{ type: 'text', value: fs.readFileSync('note.txt', 'utf8') }] })
}
await go([cached(), mdx({ remarkPlugins: [note] })], { external: ['react/*'] })`),
    cold: { '@mdx-js/esbuild': { run: 2, stored: 2 } },
    unchanged: { '@mdx-js/esbuild': { run: 0, restored: 2 } },
    steps: [
      { change: { 'src/b.mdx': '*edited*' }, hooks: { '@mdx-js/esbuild': { run: 1, restored: 1 } } },
      { change: { 'note.txt': 'other' }, hooks: { '@mdx-js/esbuild': { run: 2, restored: 0 } } },
      { change: {}, hooks: { '@mdx-js/esbuild': { run: 0, restored: 2 } } },
      { change: { 'note.txt': 'note' }, hooks: { '@mdx-js/esbuild': { run: 0, restored: 2 } } },
    ],
  },
]

const drawing = (color: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"><path fill="${color}" d="M0 0h2v2z"/></svg>`

const drawings: readonly ScriptCase[] = [
  {
    behaviour: 'drawings of SVGR follow their config, and the suffix of their import',
    files: {
      'src/main.js': 'import A from "./a.svg"\nimport url from "./a.svg?url"\nexport { A, url }',
      'src/a.svg': drawing('red'),
    },
    build: esbuildScript(`
import svgr from 'esbuild-plugin-svgr'
await go([cached(), svgr()], { external: ['react'], jsx: 'automatic', external: ['react/*', 'react'] })`),
    cold: { svgr: { run: 2, stored: 2 } },
    unchanged: { svgr: { run: 0, restored: 2 } },
    steps: [
      { change: { 'src/a.svg': drawing('blue') }, hooks: { svgr: { run: 2 } } },
      { change: { 'src/a.svg': drawing('red') }, hooks: { svgr: { run: 0, restored: 2 } } },
      { change: { '.svgrrc': '{ "memo": true }' } },
      { change: {}, hooks: { svgr: { run: 0, restored: 2 } } },
      { change: { '.svgrrc': '{ "ref": true }' } },
      { change: { '.svgrrc': null }, hooks: { svgr: { run: 0, restored: 2 } } },
    ],
  },
]

const universal: readonly ScriptCase[] = [
  {
    behaviour:
      'a plugin that was built for every bundler is restored where it is opted in, and follows what it reads',
    files: {
      'src/main.js': 'import { a } from "./a.js"\nimport icon from "virtual:icon"\nexport { a, icon }',
      'src/a.js': 'export const a = __WORD__',
      'word.txt': 'word',
    },
    build: esbuildScript(`
import { createRequire } from 'node:module'
import { createUnplugin } from 'unplugin'
const words = createUnplugin((options) => ({
  name: 'words',
  resolveId: (id) => (id === 'virtual:icon' ? '/virtual/icon.js' : null),
  loadInclude: (id) => id === '/virtual/icon.js',
  load: () => 'export default ' + JSON.stringify(options.icon),
  transformInclude: (id) => id.endsWith('a.js'),
  transform(code) {
    this.addWatchFile('word.txt')
    this.warn('replaced')
    return code.replace('__WORD__', JSON.stringify(fs.readFileSync('word.txt', 'utf8')))
  },
}))
for (const icon of ['one', 'two']) {
  await go([cached({ plugins: { words: true } }), words.esbuild({ icon })], {}, icon + '/')
}`),
    steps: [
      { change: {}, hooks: { words: { restored: 2 } } },
      { change: { 'word.txt': 'other' } },
      { change: {}, hooks: { words: { restored: 2 } } },
      { change: { 'word.txt': 'word' }, hooks: { words: { restored: 2 } } },
    ],
  },
]

testScriptCases('Sass on esbuild', sass)
testScriptCases('Svelte on esbuild', svelte)
testScriptCases('documents on esbuild', documents)
testScriptCases('drawings on esbuild', drawings)
testScriptCases('universal plugins on esbuild', universal)
