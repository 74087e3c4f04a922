import {
  page,
  rollupScript,
  type ScriptCase,
  testScriptCases,
  viteScript,
} from '../../kit/process/script-case.ts'

const manifest = (fields: object = {}): Readonly<Record<string, string>> => ({
  'package.json': JSON.stringify({ name: 'app', private: true, type: 'module', ...fields }),
})

/** Two modules of one package. */
const files = {
  ...page,
  ...manifest(),
  'src/main.js': 'import { b } from "./part/b.js"; export const a = (x) => x?.y; console.log(a, b)',
  'src/part/b.js': 'export const b = (x) => x?.z',
}

const onRollup = (options: string): string =>
  rollupScript(`
import { babel } from '@rollup/plugin-babel'
await go([cached(), babel({ babelHelpers: 'bundled', ${options} })])`)
const onVite = (options: string): string =>
  viteScript(`
import babel from '@rolldown/plugin-babel'
await go([cached(), babel({ include: /src.*\\.js$/, ${options} })], { build: { target: 'esnext' } })`)

const env = `presets: ['@babel/preset-env']`
const config = (options: object): string => JSON.stringify({ presets: [['@babel/preset-env', options]] })
const old = config({ targets: 'ie 11' })
const recent = config({ targets: 'chrome 79' })
const newest = { browserslist: ['chrome 120'] }

const named = { ...files, ...manifest({ browserslist: { production: ['ie 11'], test: ['chrome 120'] } }) }
const restoredOnVite = { '@rolldown/plugin-babel': { run: 0, restored: 2 } }
const ranOnVite = { '@rolldown/plugin-babel': { run: 2, restored: 0 } }

const restored = { babel: { run: 0, restored: 2 } }
const ran = { babel: { run: 2, restored: 0 } }

/** @rolldown/plugin-babel reads no config of Babel, but browserslist looks for its own. */
const browsers: readonly ScriptCase[] = [
  {
    behaviour: 'on Rollup browsers that a .browserslistrc, package.json or a variable names reach preset-env',
    files: { ...files, ...manifest(newest) },
    build: onRollup(env),
    unchanged: restored,
    steps: [
      { change: manifest({ browserslist: ['ie 11'] }), hooks: ran },
      // A package.json with the field and a file beside it are an error.
      { change: { ...manifest(), '.browserslistrc': 'chrome 79\n' }, hooks: ran },
      { change: { '.browserslistrc': 'ie 9\n' } },
      { change: {}, env: { BROWSERSLIST: 'chrome 90' }, hooks: ran },
      { change: { ...manifest(newest), '.browserslistrc': null }, hooks: restored },
    ],
  },
  {
    behaviour: 'on Vite browsers that package.json or a variable names reach preset-env',
    files: named,
    build: onVite(env),
    unchanged: restoredOnVite,
    steps: [
      { change: {}, env: { BROWSERSLIST_ENV: 'test' }, hooks: ranOnVite },
      { change: {}, env: { BROWSERSLIST: 'chrome 79' }, hooks: ranOnVite },
      { change: manifest({ browserslist: ['chrome 100'] }), hooks: ranOnVite },
      {
        change: manifest({ browserslist: { production: ['ie 11'], test: ['chrome 120'] } }),
        hooks: restoredOnVite,
      },
    ],
  },
]

/** families/library.test.ts and wrong-once/babel-configs.test.ts edit what configs name. */
const configs: readonly ScriptCase[] = [
  {
    behaviour: 'a babel.config.json that appears, changes and goes reaches what Babel made',
    files,
    build: onRollup(''),
    unchanged: restored,
    steps: [
      { change: { 'babel.config.json': old }, hooks: ran },
      { change: { 'babel.config.json': recent }, hooks: ran },
      { change: { 'babel.config.json': old }, hooks: restored },
      { change: { 'babel.config.json': null }, hooks: restored },
    ],
  },
  {
    behaviour: 'a .babelrc that appears in a folder above a module, within its package, reaches the module',
    files,
    build: onRollup(''),
    unchanged: restored,
    steps: [
      { change: { 'src/.babelrc': old }, hooks: ran },
      { change: { 'src/part/.babelrc': recent } },
      { change: { 'src/part/.babelrc': null }, hooks: restored },
      { change: { 'src/.babelrc': null }, hooks: restored },
    ],
  },
  {
    behaviour: 'a package.json that appears above a module cuts it off from the configs of its folder',
    files: { ...files, '.babelrc': old },
    build: onRollup(''),
    steps: [
      { change: { 'src/part/package.json': '{ "name": "part", "type": "module" }' } },
      { change: { 'src/part/package.json': null } },
    ],
  },
]

testScriptCases('dependencies of Babel', [...configs, ...browsers])
