import {
  page,
  rollupScript,
  type ScriptCase,
  testScriptCases,
  viteScript,
} from '../../kit/process/script-case.ts'

const restored = { run: 0, restored: 1 }
const ran = { run: 1, restored: 0 }

const onRollup = { babel: restored, '@mdx-js/rollup': restored }
const env = (targets: string): string => JSON.stringify({ presets: [['@babel/preset-env', { targets }]] })

const onVite = { 'vite:css': restored, 'vite-plugin-svgr': restored, '@mdx-js/rollup': restored }
const prefixes = (browsers: string): string =>
  `import autoprefixer from 'autoprefixer'
export default { plugins: [autoprefixer({ overrideBrowserslist: '${browsers}' })] }`

/** A config of one tool says nothing to the others. */
const cases: readonly ScriptCase[] = [
  {
    behaviour: 'on Rollup a config of Babel drops what Babel made and nothing else',
    files: {
      'src/main.js': 'import A from "./a.mdx"; export const a = (x) => x?.y; console.log(A)',
      'src/a.mdx': '# Title',
    },
    build: rollupScript(`
import { babel } from '@rollup/plugin-babel'
import mdx from '@mdx-js/rollup'
await write(await rollup({
  input: 'src/main.js',
  external: /react/,
  plugins: [cached(), mdx(), babel({ babelHelpers: 'bundled', include: 'src/*.js' })],
}))`),
    unchanged: onRollup,
    steps: [
      { change: { 'babel.config.json': env('ie 11') }, hooks: { ...onRollup, babel: ran } },
      { change: { 'babel.config.json': env('chrome 79') }, hooks: { ...onRollup, babel: ran } },
      { change: { 'babel.config.json': null, '.babelrc.json': env('ie 11') } },
      { change: { '.babelrc.json': null }, hooks: onRollup },
    ],
  },
  {
    behaviour: 'on Vite configs of PostCSS, browserslist and SVGR drop what reads them and nothing else',
    files: {
      ...page,
      'src/main.js':
        'import "./a.css"; import A from "./a.svg?react"; import B from "./b.mdx"; console.log(A, B)',
      'src/a.css': 'a::placeholder { user-select: none }',
      'src/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1"><g/></svg>',
      'src/b.mdx': '# Title',
    },
    build: viteScript(`
import svgr from 'vite-plugin-svgr'
import mdx from '@mdx-js/rollup'
await build({
  ...settings({ cssMinify: false, rolldownOptions: { external: /^react/ } }),
  plugins: [cached(), svgr(), mdx()],
})`),
    unchanged: onVite,
    steps: [
      { change: { 'postcss.config.mjs': prefixes('ie 10') }, hooks: { ...onVite, 'vite:css': ran } },
      { change: { 'postcss.config.mjs': prefixes('firefox 60') }, hooks: { ...onVite, 'vite:css': ran } },
      { change: { '.svgrrc': '{ "dimensions": false }' }, hooks: { ...onVite, 'vite-plugin-svgr': ran } },
      { change: { 'postcss.config.mjs': prefixes('ie 10') }, hooks: onVite },
    ],
  },
]

testScriptCases('configs of tools', cases)
