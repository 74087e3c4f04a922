import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const main = `import a, { title } from './a.module.scss'
import b from './b.module.css'
console.log(a, title, b)`
const files = {
  ...page,
  'src/main.js': main,
  'src/a.module.scss': `@use './tokens';
.title { color: tokens.$color } .fade { animation: fade 1s }
@keyframes fade { from { opacity: 0 } to { opacity: 1 } }`,
  'src/_tokens.scss': '$color: red;',
  'src/b.module.css': '.list { margin: 0 } .list-item { margin: 1px }',
}
const run = (count: number) => ({ 'vite:css': { run: count, restored: 2 - count } })
const always = { 'vite:css': { run: 0, restored: 0, bypassed: 2 } }
const withModules = (options: string): string =>
  viteScript(`await go([cached()], { css: { modules: ${options} } })`)

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'are restored with their class names, in ids with a query too',
    files: {
      ...files,
      'src/main.js': `${main}\nimport inline from './a.module.scss?inline'\nconsole.log(inline)`,
    },
    build: viteScript('await go([cached()])'),
    unchanged: { 'vite:css': { run: 0, restored: 3 } },
    steps: [
      {
        change: { 'src/b.module.css': '.list { margin: 0 } .other { margin: 1px }' },
        hooks: { 'vite:css': { run: 1, restored: 2 } },
      },
      { change: { 'src/_tokens.scss': '$color: blue;' } },
      { change: { 'src/a.module.scss': '.title { color: green } .more { margin: 2px }' } },
      {
        change: { 'src/a.module.scss': files['src/a.module.scss'], 'src/_tokens.scss': '$color: red;' },
        hooks: { 'vite:css': { run: 0, restored: 3 } },
      },
    ],
  },
  {
    behaviour: 'follow the options by which they are named',
    files,
    build: withModules(`{
  generateScopedName: '[name]__[local]__[hash:base64:5]', localsConvention: 'camelCase', hashPrefix: 'one' }`),
    unchanged: run(0),
    steps: [
      {
        change: {
          'build.mjs': withModules(`{
  generateScopedName: '[name]__[local]__[hash:base64:5]', localsConvention: 'camelCase', hashPrefix: 'two' }`),
        },
        hooks: run(2),
      },
      {
        change: { 'build.mjs': withModules(`{ generateScopedName: '[local]-[hash:hex:4]' }`) },
        hooks: run(2),
      },
      { change: { 'build.mjs': withModules('{}') }, hooks: run(2) },
      { change: { 'src/b.module.css': '.list { margin: 3px }' }, hooks: run(1) },
    ],
  },
  {
    behaviour: 'with names that a function makes run every time',
    files,
    build: withModules(
      '{ generateScopedName: (name) => name + "-" + (globalThis.count = (globalThis.count ?? 0) + 1) }',
    ),
    needsProcesses: true,
    unchanged: always,
    steps: [{ change: { 'src/b.module.css': '.other { margin: 1px }' }, hooks: always }],
  },
  {
    behaviour: 'whose names a function takes away, or native code makes, run every time',
    files,
    build: viteScript(`
const names = {}
await go([cached()], { css: { modules: { getJSON: (file, its) => { names[path.basename(file)] = its } } } })
fs.writeFileSync('dist/names.json', JSON.stringify(Object.entries(names).sort()))
await go([cached()], { css: { transformer: 'lightningcss' } }, 'native')`),
    unchanged: always,
    steps: [{ change: { 'src/b.module.css': '.other { margin: 1px }' }, hooks: always }],
  },
  {
    behaviour: 'that take names from others run every time',
    files: {
      ...page,
      'src/main.js': `import a from './a.module.css'; import b from './b.module.scss'; import c from './c.module.scss'
console.log(a, b, c)`,
      'src/a.module.css': `@value wide from './values.css'; .a { width: wide; composes: base from './base.module.css' }`,
      'src/b.module.scss': `@use './taking'; .b { @include taking.names }`,
      'src/_taking.scss': `@mixin names { composes: base from './base.module.css' }`,
      'src/c.module.scss': `@use './named'; .c { @include named.names }`,
      'src/_named.scss': `@mixin names { composes: base from 'theme/names.txt' }`,
      'src/theme/other.txt': '',
      'node_modules/theme/package.json': '{ "name": "theme", "version": "1.0.0" }',
      'node_modules/theme/names.txt': '.base { margin: 7px }',
      'src/base.module.css': '.base { margin: 0 }',
      'src/values.css': '@value wide: 9px;',
    },
    build: viteScript('await go([cached()])'),
    unchanged: { 'vite:css': { restored: 0 } },
    steps: [
      { change: { 'src/theme/names.txt': '.base { margin: 6px }' } },
      { change: { 'src/base.module.css': '.base { margin: 1px }' } },
      { change: { 'src/values.css': '@value wide: 8px;' } },
      { change: { 'src/_taking.scss': '@mixin names { margin: 4px }' } },
      { change: {}, hooks: { 'vite:css': { restored: 1 } } },
    ],
  },
  {
    behaviour: 'run every time where a plugin changes their options in a hook of the build',
    files: { ...files, 'prefix.txt': 'one' },
    build: viteScript(`
let css
await go([cached(), {
  name: 'late',
  configResolved(config) { css = config.css },
  buildStart() { css.modules = { generateScopedName: fs.readFileSync('prefix.txt', 'utf8') + '-[local]' } },
}])`),
    cold: always,
    steps: [{ change: { 'prefix.txt': 'two' }, hooks: always }],
  },
  {
    behaviour: 'of two builds in one process are kept apart',
    files,
    build: viteScript(`
await go([cached()], { css: { modules: { generateScopedName: 'one-[local]' } } })
await Promise.all([
  go([cached()], { css: { modules: { generateScopedName: 'two-[local]' } } }, 'two'),
  go([cached()], { css: { modules: { generateScopedName: 'three-[local]' } } }, 'three'),
])`),
    unchanged: run(0),
    steps: [{ change: { 'src/b.module.css': '.other { margin: 1px }' } }],
  },
]

testScriptCases('CSS modules in Vite', cases)
