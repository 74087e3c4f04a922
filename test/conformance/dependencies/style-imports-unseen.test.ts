import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const sheet = (language: string, source: string) => ({
  ...page,
  'src/main.js': `import "./a.${language}"`,
  [`src/a.${language}`]: source,
})
const build = viteScript('await go([cached()], { build: { assetsInlineLimit: 0 } })')
const rule = (color: string): string => `b { color: ${color} }`

const restored = { 'vite:css': { run: 0, restored: 1 } }
/** A url that leads nowhere, or to a file of which Vite asks whether it is an entry, keeps the second from the cache. */
const oneOfTwo = { 'vite:css': { run: 1, restored: 1 } }
const svg = (width: number): string => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}"/>`
const themePackage = (name: string): string => JSON.stringify({ name: 'theme', exports: `./${name}.css` })
const nearer = { 'src/node_modules/theme/one.css': rule('pink') }
const paths = (folder: string): string =>
  JSON.stringify({ compilerOptions: { paths: { '~theme/*': [`./${folder}/*`] } }, include: ['src/**/*.css'] })
const own = (name: string): string => JSON.stringify({ imports: { '#own': `./${name}.css` } })

/** How stylesheets load other files besides by a plain name. */
const cases: readonly ScriptCase[] = [
  {
    behaviour: 'the entries that a linked package names, its place, and what stands nearer',
    files: {
      ...sheet('css', '@import "theme"; a { margin: 0 }'),
      '../tools/theme/package.json': themePackage('one'),
      '../tools/theme/one.css': rule('red'),
      '../tools/theme/two.css': rule('blue'),
      '../tools/other/package.json': themePackage('two'),
      '../tools/other/two.css': rule('green'),
    },
    links: { 'node_modules/theme': '../tools/theme' },
    build: viteScript(`
await go([cached()], { build: { assetsInlineLimit: 0 } })
await go([cached()], { build: { assetsInlineLimit: 0 }, css: { transformer: 'lightningcss' } }, 'other')`),
    unchanged: restored,
    steps: [
      { change: { '../tools/theme/package.json': themePackage('two') } },
      { change: {}, hooks: restored },
      { change: { 'src/other.css': '' }, links: { 'node_modules/theme': '../tools/other' } },
      { change: { 'src/node_modules/theme/package.json': themePackage('one'), ...nearer } },
      { change: { 'src/theme.css': rule('grey') } },
      { change: { 'src/theme.css': null }, hooks: restored },
    ],
  },
  {
    behaviour: 'a package of Sass files that the config or a component names, and what stands nearer',
    files: {
      ...page,
      'src/main.js': 'import "./a.scss"; import A from "./A.vue"; console.log(A)',
      'src/a.scss': 'a { color: shade.$color }',
      'src/A.vue': `<template>A</template>
<style lang="scss">@use "theme/tokens"; b { color: tokens.$color }</style>`,
      'src/theme/_other.scss': '',
      '../node_modules/theme/package.json': '{ "name": "theme", "version": "1.0.0" }',
      '../node_modules/theme/_tokens.scss': '$color: red;',
    },
    build: viteScript(`
import vue from '@vitejs/plugin-vue'
const scss = { additionalData: '@use "theme/tokens" as shade;' }
await go([cached(), vue()], { css: { preprocessorOptions: { scss } } })`),
    unchanged: { 'vite:css': { run: 0, restored: 2 } },
    steps: [
      {
        change: {
          'node_modules/theme/package.json': '{ "name": "theme", "version": "1.0.0" }',
          'node_modules/theme/_tokens.scss': '$color: blue;',
        },
      },
      { change: { 'src/theme/_tokens.scss': '$color: green;' } },
      { change: { 'src/theme/_tokens.scss': null }, hooks: { 'vite:css': { run: 0, restored: 2 } } },
    ],
  },
  {
    behaviour: 'names that a tsconfig.json, a manifest or a folder of public files explains',
    files: {
      ...page,
      'src/main.js': 'import "./a.css"; import "./b.css"',
      'src/a.css': '@import "~theme/a.css"; @import "#own"; a { background: url(/logo.svg) }',
      'src/b.css': 'i { background: url(later.svg) }',
      'tsconfig.json': paths('one'),
      'one/a.css': rule('red'),
      'two/a.css': rule('blue'),
      'src/package.json': own('one'),
      'src/one.css': rule('white'),
      'src/two.css': rule('black'),
    },
    build: viteScript(
      `await go([cached()], { base: '/app/', build: { assetsInlineLimit: 0 }, resolve: { tsconfigPaths: true } })`,
    ),
    unchanged: oneOfTwo,
    steps: [
      { change: { 'src/later.svg': svg(2) } },
      { change: { 'tsconfig.json': paths('two') } },
      { change: { 'src/package.json': own('two') } },
      { change: {}, hooks: oneOfTwo },
      { change: { 'public/logo.svg': svg(3) } },
    ],
  },
  {
    behaviour: 'a plain stylesheet that imports one of Sass, where another ending shadows what that loads',
    files: {
      ...sheet('css', '@import "./b.scss"; a { margin: 0 }'),
      'src/b.scss': '@use "parts/tokens";',
      'src/parts/tokens.css': rule('red'),
    },
    build,
    unchanged: restored,
    steps: [{ change: { 'src/parts/tokens.scss': rule('blue') } }],
  },
  {
    behaviour: 'functions and plugins in the options of preprocessors',
    files: {
      ...page,
      'src/main.js': 'import A from "./A.vue"; import "./a.less"; console.log(A)',
      'src/A.vue': '<template>A</template><style lang="scss">a { color: named() }</style>',
      'src/a.less': 'b { color: named() }',
      'color.txt': 'red',
    },
    build: viteScript(`
import vue from '@vitejs/plugin-vue'
import * as sass from 'sass-embedded'
const color = () => fs.readFileSync('color.txt', 'utf8')
const scss = { functions: { 'named()': () => new sass.SassString(color(), { quotes: false }) } }
const less = { plugins: [{ install: (_, manager, functions) => functions.add('named', color) }] }
await go([cached(), vue()], { css: { preprocessorOptions: { scss, less } } })`),
    unchanged: { 'vite:css': { run: 2, restored: 0, uncacheable: 2 } },
    steps: [{ change: { 'color.txt': 'blue' } }],
  },
  {
    behaviour: 'Less imports that are optional, inlined or data',
    files: {
      ...sheet(
        'less',
        '@import (optional) "./later"; @import (inline) "./raw.txt"; a { background: data-uri("./a.svg") }',
      ),
      'src/raw.txt': rule('red'),
      'src/a.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    },
    build,
    steps: [
      { change: { 'src/later.less': rule('green') } },
      { change: { 'src/raw.txt': rule('blue') } },
      { change: { 'src/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1"/>' } },
      { change: { 'src/later.less': null } },
    ],
  },
  {
    behaviour: 'a Less plugin that a stylesheet names, and what it requires',
    files: {
      ...sheet('less', '@plugin "./plugin"; a { width: pi() }'),
      'src/plugin.js': `const value = require('./value.js'); module.exports = { install: (less, manager, functions) => functions.add('pi', () => value) }`,
      'src/value.js': 'module.exports = 3',
      'src/package.json': '{ "type": "commonjs" }',
    },
    build,
    steps: [{ change: { 'src/value.js': 'module.exports = 4' } }],
  },
  {
    behaviour: 'Stylus imports by a pattern, and data',
    files: {
      ...sheet('styl', "json('vars.json')\n@import './parts/*'\na\n  color color"),
      'src/vars.json': '{ "color": "red" }',
      'src/parts/one.styl': 'b\n  margin 0',
    },
    build,
    steps: [
      { change: { 'src/parts/two.styl': 'i\n  margin 0' } },
      { change: { 'src/vars.json': '{ "color": "blue" }' } },
      { change: { 'src/parts/two.styl': null } },
    ],
  },
]

testScriptCases('imports of styles out of sight', cases)
