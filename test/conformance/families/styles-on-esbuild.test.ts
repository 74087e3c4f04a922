import { contextScript } from '../../kit/process/context-script.ts'
import { esbuildScript, type ScriptCase, testScriptCases } from '../../kit/process/script-case.ts'

const both = { run: 0, restored: 2 }
const anew = { run: 2, restored: 0 }

/** A PostCSS plugin of the project, which reads a file of its own. */
const paint = (property: string): string => `
const fs = require('node:fs')
module.exports = Object.assign(() => ({
  postcssPlugin: 'paint',
  Once: (root, { Declaration }) => {
    root.walkRules((rule) => rule.append(new Declaration({ prop: ${JSON.stringify(property)}, value: fs.readFileSync('tone.txt', 'utf8') })))
  },
}), { postcss: true })`

const sheets = {
  'src/main.js': 'import "./a.css"\nimport "./b.css"',
  'src/a.css': 'a { user-select: none }',
  'src/b.css': 'b { left: 1px }',
  'tools/paint.cjs': paint('color'),
  'tone.txt': 'red',
  '.browserslistrc': 'safari 17',
}

const config = (...plugins: readonly string[]): string =>
  `module.exports = { plugins: [${plugins.map((plugin) => `require(${JSON.stringify(plugin)})`).join(', ')}].map((make) => make()) }`

const manifest = (postcss: object): string =>
  JSON.stringify({ name: 'app', private: true, type: 'module', postcss })

/** An installed plugin. */
const shout = (version: string, property: string): Readonly<Record<string, string>> => ({
  'node_modules/shout/package.json': JSON.stringify({ name: 'shout', version }),
  'node_modules/shout/index.js': `module.exports = Object.assign(() => ({
  postcssPlugin: 'shout',
  OnceExit: (root) => root.walkRules((rule) => rule.append('${property}: 0')),
}), { postcss: true })`,
})

const postcss: readonly ScriptCase[] = [
  {
    behaviour: 'stylesheets follow the config of PostCSS, the files of its plugins and what those read',
    files: { ...sheets, 'postcss.config.cjs': config('autoprefixer', './tools/paint.cjs') },
    build: esbuildScript(`
import postcss from 'esbuild-postcss'
await go([cached(), postcss()])`),
    cold: { postcss: { run: 2, stored: 2 } },
    unchanged: { postcss: both },
    steps: [
      { change: { 'src/b.css': 'b { left: 2px }' }, hooks: { postcss: { run: 1, restored: 1 } } },
      { change: { 'tone.txt': 'blue' }, hooks: { postcss: anew } },
      { change: { 'tone.txt': 'red' }, hooks: { postcss: both } },
      { change: { 'tools/paint.cjs': paint('background') }, hooks: { postcss: anew } },
      { change: {}, hooks: { postcss: both } },
      { change: { 'postcss.config.cjs': config('autoprefixer') }, hooks: { postcss: anew } },
      { change: { '.browserslistrc': 'chrome 140' }, hooks: { postcss: anew } },
      { change: {}, hooks: { postcss: both } },
    ],
  },
  {
    behaviour: 'a config of PostCSS that appears is seen, also where it comes before another',
    files: sheets,
    build: esbuildScript(`
import postcss from 'esbuild-postcss'
await go([cached(), postcss()])`),
    steps: [
      { change: { 'postcss.config.cjs': config('./tools/paint.cjs') }, hooks: { postcss: anew } },
      { change: {}, hooks: { postcss: both } },
      { change: { '.postcssrc.json': '{ "plugins": { "autoprefixer": {} } }' } },
      { change: {}, hooks: { postcss: both } },
      { change: { '.postcssrc.json': '{ "plugins": {} }' } },
      { change: { '.postcssrc.json': null }, hooks: { postcss: both } },
      {
        change: {
          'postcss.config.cjs': null,
          'package.json': manifest({ plugins: { shout: {} } }),
          ...shout('1.0.0', 'top'),
        },
      },
      { change: {}, hooks: { postcss: both } },
      { change: shout('1.0.1', 'bottom'), hooks: { postcss: anew } },
      { change: { 'package.json': manifest({ plugins: {} }) }, hooks: { postcss: { restored: 0 } } },
    ],
  },
  {
    behaviour: 'what a context makes with a config of PostCSS that is edited meanwhile spoils nothing',
    files: { ...sheets, 'postcss.config.cjs': config('./tools/paint.cjs') },
    build: contextScript("import postcss from 'esbuild-postcss'", 'postcss()'),
    needsProcesses: true,
    steps: [
      { change: { 'next/tools/paint.cjs': paint('background'), 'next/src/b.css': 'b { left: 2px }' } },
      { change: { 'next/postcss.config.cjs': config('autoprefixer'), 'next/src/b.css': 'b { left: 3px }' } },
      { change: { 'src/b.css': 'b { left: 2px }' } },
      { change: { 'src/b.css': 'b { left: 3px }' } },
    ],
  },
]

const styled = (options: string): string =>
  esbuildScript(`
import styles from 'esbuild-style-plugin'
import { createRequire } from 'node:module'
const load = createRequire(import.meta.url)
await go([cached(), styles(${options})])`)

const stylePlugin: readonly ScriptCase[] = [
  {
    behaviour: 'the style plugin follows its PostCSS plugins and what they read, and makes CSS modules',
    files: {
      ...sheets,
      'src/main.js': 'import "./b.css"\nimport names from "./a.module.css"\nconsole.log(names)',
      'src/a.module.css': '.a { composes: base from "./base.module.css"; user-select: none }',
      'src/base.module.css': '.base { top: 0 }',
    },
    build: styled('{ postcss: { plugins: [load("autoprefixer"), load("./tools/paint.cjs")] } }'),
    cold: { 'esbuild-style-plugin': { run: 2, stored: 2 } },
    unchanged: { 'esbuild-style-plugin': both },
    steps: [
      {
        change: { 'src/b.css': 'b { left: 2px }' },
        hooks: { 'esbuild-style-plugin': { run: 1, restored: 1 } },
      },
      { change: { 'src/base.module.css': '.base { top: 1px }' } },
      { change: {}, hooks: { 'esbuild-style-plugin': both } },
      { change: { 'tone.txt': 'blue' }, hooks: { 'esbuild-style-plugin': anew } },
      { change: { 'tools/paint.cjs': paint('background') }, hooks: { 'esbuild-style-plugin': anew } },
      { change: { '.browserslistrc': 'chrome 140' }, hooks: { 'esbuild-style-plugin': anew } },
      { change: {}, hooks: { 'esbuild-style-plugin': both } },
      {
        change: { 'build.mjs': styled('{ postcss: { plugins: [load("autoprefixer")] } }') },
        hooks: { 'esbuild-style-plugin': anew },
      },
      {
        change: {
          'build.mjs': styled('{ extract: false, cssModulesOptions: { generateScopedName: "x_[local]" } }'),
        },
      },
      { change: {}, hooks: { 'esbuild-style-plugin': both } },
    ],
  },
  {
    behaviour: 'the config file that the style plugin is given is an input, with what it loads',
    files: {
      ...sheets,
      'postcss.config.js': 'import paint from "./tools/paint.cjs"\nexport default { plugins: [paint()] }',
    },
    build: styled('{ postcssConfigFile: true }'),
    unchanged: { 'esbuild-style-plugin': both },
    steps: [
      { change: { 'tools/paint.cjs': paint('background') }, hooks: { 'esbuild-style-plugin': anew } },
      {
        change: { 'postcss.config.js': 'export default { plugins: [] }' },
        hooks: { 'esbuild-style-plugin': anew },
      },
      { change: {}, hooks: { 'esbuild-style-plugin': both } },
    ],
  },
  {
    behaviour: 'preprocessors behind the style plugin follow their imports, and files that shadow these',
    files: {
      'src/main.js': 'import "./a.scss"\nimport "./b.less"\nimport "./c.styl"',
      'src/a.scss': '@use "tone"; a { color: tone.$tone }',
      'src/_tone.scss': '$tone: red;',
      'src/b.less': '@import "less-tone"; b { color: @tone }',
      'src/less-tone.less': '@tone: red;',
      'src/c.styl': '@import "styl-tone"\nc\n  color tone',
      'src/styl-tone.styl': 'tone = red',
    },
    build: styled('{ renderOptions: { sassOptions: { includePaths: ["shared"] } } }'),
    unchanged: { 'esbuild-style-plugin': { run: 0, restored: 3 } },
    steps: [
      { change: { 'src/_tone.scss': '$tone: blue;' } },
      { change: { 'src/less-tone.less': '@tone: blue;' } },
      { change: { 'src/styl-tone.styl': 'tone = blue' } },
      { change: {}, hooks: { 'esbuild-style-plugin': { run: 0, restored: 3 } } },
      { change: { 'src/_tone.scss': null, 'shared/tone.scss': '$tone: green;' } },
      { change: { 'src/tone.scss': '$tone: black;' } },
      { change: {}, hooks: { 'esbuild-style-plugin': { run: 0, restored: 3 } } },
    ],
  },
]

const cssModules: readonly ScriptCase[] = [
  {
    behaviour: 'the plugin for CSS modules is left alone: another load and the end need what it keeps',
    files: {
      'src/main.js': 'import names from "./a.module.css"\nconsole.log(names)',
      'src/a.module.css': '.a { composes: base from "./base.module.css"; color: red }',
      'src/base.module.css': '.base { top: 0 }',
    },
    build: esbuildScript(`
import modules from 'esbuild-css-modules-plugin'
await go([cached(), modules({ inject: true })])`),
    unchanged: {},
    steps: [
      { change: { 'src/base.module.css': '.base { top: 1px }' } },
      { change: { 'src/a.module.css': '.a { color: blue }' } },
    ],
  },
]

/** Styles whose rules follow from names in modules, which Tailwind looks for in native code. */
const scanned = {
  'src/main.js': 'import "./a.css"\nconsole.log("flex")',
  'src/a.css': '@import "tailwindcss/utilities" layer(utilities);',
}

const tailwind: readonly ScriptCase[] = [
  {
    behaviour: 'styles of Tailwind are made each time, behind PostCSS',
    files: {
      ...scanned,
      'postcss.config.cjs': 'module.exports = { plugins: [require("@tailwindcss/postcss")()] }',
    },
    build: esbuildScript(`
import postcss from 'esbuild-postcss'
await go([cached(), postcss()])`),
    cold: { postcss: { stored: 0 } },
    unchanged: { postcss: { restored: 0 } },
    steps: [
      { change: { 'src/main.js': 'import "./a.css"\nconsole.log("grid")' } },
      { change: { 'src/more.js': '"block"' } },
    ],
  },
  {
    behaviour: 'styles of Tailwind are made each time, behind the style plugin',
    files: scanned,
    build: styled('{ postcss: { plugins: [load("@tailwindcss/postcss")()] } }'),
    cold: { 'esbuild-style-plugin': { stored: 0 } },
    steps: [{ change: { 'src/main.js': 'import "./a.css"\nconsole.log("grid")' } }],
  },
  {
    behaviour: 'styles of Tailwind are made each time, behind a preprocessor of Svelte',
    files: {
      'src/main.js': 'import A from "./A.svelte"\nconsole.log("flex", A)',
      'src/A.svelte':
        '<script>let { name } = $props()</script>\n<p class={name}>a</p>\n<style>@import "tailwindcss/utilities" layer(utilities);</style>',
    },
    build: esbuildScript(`
import postcss from 'postcss'
import svelte from 'esbuild-svelte'
import { createRequire } from 'node:module'
const tailwind = createRequire(import.meta.url)('@tailwindcss/postcss')
const style = async ({ content, filename }) => ({ code: (await postcss([tailwind()]).process(content, { from: filename })).css })
const onwarn = () => {}
await go([cached(), svelte({ preprocess: { style }, filterWarnings: onwarn })], { external: ['svelte/*'] })`),
    cold: { 'esbuild-svelte': { stored: 0 } },
    steps: [{ change: { 'src/main.js': 'import A from "./A.svelte"\nconsole.log("grid", A)' } }],
  },
]

testScriptCases('PostCSS on esbuild', postcss)
testScriptCases('the style plugin on esbuild', stylePlugin)
testScriptCases('CSS modules on esbuild', cssModules)
testScriptCases('Tailwind on esbuild', tailwind)
