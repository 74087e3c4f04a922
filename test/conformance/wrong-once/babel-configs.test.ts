import { rollupScript, type ScriptCase, testScriptCases } from '../../kit/process/script-case.ts'

const value = { 'src/main.js': 'export const a = VALUE' }
const visitor = (to: string): string =>
  `({ visitor: { Identifier({ node }) { if (node.name === 'VALUE') node.name = ${to} } } })`

const withBabel = (options: string): string =>
  rollupScript(`
import { babel } from '@rollup/plugin-babel'
await go([cached(), babel({ babelHelpers: 'bundled', ${options} })])`)

/** Two modules, of which one lies in a folder with a config of its own. */
const nested = {
  'src/main.js': 'import "./legacy/b.js"; export const a = VALUE',
  'src/legacy/b.js': 'console.log(VALUE)',
  'rename.cjs': `module.exports = (api, { to }) => ${visitor('to')}`,
}
const config = (plugin: string, to: string): string => JSON.stringify({ plugins: [[plugin, { to }]] })
const legacy = (to: string) => ({ 'src/legacy/.babelrc.json': config('../../rename.cjs', to) })

/** An installed Babel plugin, with what a package manager notes about its folder. */
const installed = (name: string, type: string, version: number) => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({
    name,
    type,
    version: `${version}.0.0`,
    exports: './index.js',
  }),
  [`node_modules/${name}/index.js`]: `${type === 'module' ? 'export default' : 'module.exports ='} () => ${visitor(`'V${version}'`)}`,
  'node_modules/.modules.yaml': `install: ${version}`,
})

const one = { babel: { run: 0, restored: 1 } }
const again = { babel: { run: 1, restored: 0 } }

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a config of a folder is an input while it is there, and when it goes or another comes',
    files: { ...nested, ...legacy('one') },
    build: withBabel(''),
    unchanged: { babel: { run: 0, restored: 2 } },
    steps: [
      { change: legacy('two') },
      { change: { 'src/legacy/.babelrc.json': null } },
      { change: { 'src/.babelrc.json': config('../rename.cjs', 'three') } },
    ],
  },
  {
    behaviour: 'a config of a folder counts for Babel in worker threads',
    files: { ...nested, ...legacy('one') },
    build: withBabel('parallel: true'),
    steps: [{ change: legacy('two') }],
  },
  {
    behaviour: 'a module that a local Babel plugin imports is an input',
    files: {
      ...value,
      '.babelrc.json': '{ "plugins": ["./rename.mjs"] }',
      'rename.mjs': `import { to } from './to.mjs'\nexport default () => ${visitor('to')}`,
      'to.mjs': `export const to = 'one'`,
    },
    build: withBabel(''),
    unchanged: one,
    steps: [{ change: { 'to.mjs': `export const to = 'two'` }, hooks: again }],
  },
  {
    behaviour: 'another version of an installed Babel plugin that an option names counts',
    files: { ...value, ...installed('babel-plugin-fake', 'commonjs', 1) },
    build: withBabel(`configFile: false, plugins: ['fake']`),
    unchanged: one,
    steps: [{ change: installed('babel-plugin-fake', 'commonjs', 2), hooks: again }],
  },
  {
    behaviour: 'another version of an installed Babel plugin of ES modules that a config names counts',
    files: {
      ...value,
      '.babelrc.json': '{ "plugins": ["babel-plugin-fake"] }',
      ...installed('babel-plugin-fake', 'module', 1),
    },
    build: withBabel(''),
    unchanged: one,
    steps: [{ change: installed('babel-plugin-fake', 'module', 2), hooks: again }],
  },
]

testScriptCases('Babel configs and workers', cases)
