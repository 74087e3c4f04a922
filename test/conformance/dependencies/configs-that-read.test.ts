import {
  page,
  rollupScript,
  type ScriptCase,
  testScriptCases,
  viteScript,
} from '../../kit/process/script-case.ts'

const theme = (color: string) => ({ 'theme.json': `{ "color": "${color}" }` })
const styled = {
  ...page,
  'src/main.js': 'import "./a.css"',
  'src/a.css': 'a { color: COLOR }',
  ...theme('red'),
}
const postcss = (read: string): string => `import fs from 'node:fs'
${read}
export default { plugins: [{
  postcssPlugin: 'color',
  Declaration(node) { if (node.value === 'COLOR') node.value = color() }
}] }`
const load = `JSON.parse(fs.readFileSync('theme.json', 'utf8')).color`
const css = { 'vite:css': { run: 0, restored: 1 } }

const named = { 'src/main.js': 'export const a = VALUE' }
const babel = { babel: { run: 0, restored: 1 } }
const withBabel = rollupScript(`
import { babel } from '@rollup/plugin-babel'
await go([cached(), babel({ babelHelpers: 'bundled' })])`)
const rename = (value: string): string => `({ plugins: [() => ({
  visitor: { Identifier({ node }) { if (node.name === 'VALUE') node.name = ${value} } }
})] })`

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a file that a plugin in a PostCSS config reads when it runs',
    files: { ...styled, 'postcss.config.mjs': postcss(`const color = () => ${load}`) },
    build: viteScript('await go([cached()])'),
    unchanged: css,
    steps: [{ change: theme('blue') }, { change: theme('red'), hooks: css }],
  },
  {
    behaviour: 'a file that a Babel config reads when it is loaded',
    files: {
      ...named,
      ...theme('red'),
      'babel.config.mjs': `import fs from 'node:fs'\nconst color = ${load}\nexport default ${rename('color')}`,
    },
    build: withBabel,
    unchanged: babel,
    steps: [{ change: theme('blue') }, { change: theme('red'), hooks: babel }],
  },
  {
    behaviour: 'a config that a config of Babel extends, and its environment',
    files: {
      ...named,
      'rename.cjs': `module.exports = (api, { to }) => ({
        visitor: { Identifier({ node }) { if (node.name === 'VALUE') node.name = to } }
      })`,
      '.babelrc.json': '{ "extends": "./base.json" }',
      'base.json':
        '{ "plugins": [["./rename.cjs", { "to": "one" }]], "env": { "test": { "plugins": [["./rename.cjs", { "to": "tested" }]] } } }',
    },
    build: withBabel,
    unchanged: babel,
    steps: [
      { change: {}, env: { BABEL_ENV: 'test' } },
      { change: { 'base.json': '{ "plugins": [["./rename.cjs", { "to": "two" }]] }' } },
    ],
  },
  {
    behaviour: 'a file that a remark plugin reads once and keeps',
    files: {
      ...theme('red'),
      'src/main.js': 'import A from "./a.mdx"; import B from "./b.mdx"; console.log(A, B)',
      'src/a.mdx': '# A',
      'src/b.mdx': '# B',
    },
    build: rollupScript(`
import mdx from '@mdx-js/rollup'
let color
const remark = () => (tree) => {
  color ??= ${load}
  tree.children.push({ type: 'paragraph', children: [{ type: 'text', value: color }] })
}
await go([cached(), mdx({ remarkPlugins: [remark] })], { external: /react/ })`),
    unchanged: { '@mdx-js/rollup': { run: 0, restored: 2 } },
    steps: [{ change: theme('blue') }],
  },
  {
    behaviour: 'a file that a function of the Sass options reads',
    files: {
      ...page,
      'src/main.js': 'import "./a.scss"',
      'src/a.scss': 'a { color: $color }',
      'tokens.txt': '$color: red;\n',
    },
    build: viteScript(`
const additionalData = (source) => fs.readFileSync('tokens.txt', 'utf8') + source
await go([cached()], { css: { preprocessorOptions: { scss: { additionalData } } } })`),
    unchanged: css,
    steps: [{ change: { 'tokens.txt': '$color: blue;\n' } }],
  },
  {
    behaviour: 'a file that a PostCSS config reads when it is loaded',
    files: { ...styled, 'postcss.config.mjs': postcss(`const loaded = ${load}\nconst color = () => loaded`) },
    build: viteScript('await go([cached()])'),
    unchanged: css,
    steps: [{ change: theme('blue') }, { change: theme('red'), hooks: css }],
  },
  {
    behaviour: 'a variable that a PostCSS config reads when it is loaded',
    files: {
      ...styled,
      'postcss.config.mjs': postcss(`const loaded = process.env.COLOR ?? 'red'\nconst color = () => loaded`),
    },
    build: viteScript('await go([cached()])'),
    unchanged: css,
    steps: [{ change: {}, env: { COLOR: 'blue' } }],
  },
  {
    behaviour: 'a .babelignore that appears and goes',
    files: { ...named, 'babel.config.mjs': `export default ${rename(`'one'`)}` },
    build: withBabel,
    unchanged: babel,
    steps: [
      { change: { '.babelignore': 'src/main.js\n' } },
      { change: { '.babelignore': null }, hooks: babel },
    ],
  },
  {
    behaviour: 'a file that svelte.config.js reads when it is loaded',
    files: {
      ...page,
      ...theme('red'),
      'src/main.js': 'import A from "./A.svelte"; console.log(A)',
      'src/A.svelte': '<p>COLOR</p>',
      'svelte.config.js': `import fs from 'node:fs'
const color = ${load}
export default { preprocess: { markup: ({ content }) => ({ code: content.replace('COLOR', color) }) } }`,
    },
    build: viteScript(`
import { svelte } from '@sveltejs/vite-plugin-svelte'
await go([cached(), svelte()])`),
    unchanged: { 'vite-plugin-svelte:compile': { run: 0, restored: 1 } },
    steps: [{ change: theme('blue') }],
  },
  {
    behaviour: 'a file that a transform of Vue templates reads once and keeps',
    files: {
      ...page,
      ...theme('red'),
      'src/main.js': 'import A from "./A.vue"; import B from "./B.vue"; console.log(A, B)',
      'src/A.vue': '<template><p>COLOR</p></template>',
      'src/B.vue': '<template><b>COLOR</b></template>',
    },
    build: viteScript(`
import vue from '@vitejs/plugin-vue'
let color
const nodeTransforms = [(node) => {
  color ??= ${load}
  if (node.type === 2) node.content = node.content.replace('COLOR', color)
}]
await go([cached(), vue({ template: { compilerOptions: { nodeTransforms } } })])`),
    unchanged: { 'vite:vue': { run: 0 } },
    steps: [{ change: theme('blue') }, { change: theme('red'), hooks: { 'vite:vue': { run: 0 } } }],
  },
]

testScriptCases('configs and options that read', cases)
