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

/** @rolldown/plugin-babel reads no config of Babel, but browserslist looks for its own. */
const hosts = [
  { host: 'Rollup', plugin: 'babel', build: onRollup },
  { host: 'Vite', plugin: '@rolldown/plugin-babel', build: onVite },
] as const

const browsers: readonly ScriptCase[] = hosts.flatMap(({ host, plugin, build }): ScriptCase[] => {
  const restored = { [plugin]: { run: 0, restored: 2 } }
  const ran = { [plugin]: { run: 2, restored: 0 } }
  return [
    {
      behaviour: `on ${host} browsers that a .browserslistrc or package.json names reach preset-env`,
      files: { ...files, ...manifest(newest) },
      build: build(env),
      unchanged: restored,
      steps: [
        { change: manifest({ browserslist: ['ie 11'] }), hooks: ran },
        // A package.json with the field and a file beside it are an error.
        { change: { ...manifest(), '.browserslistrc': 'chrome 79\n' }, hooks: ran },
        { change: { '.browserslistrc': 'ie 9\n' } },
        { change: { '.browserslistrc': 'chrome 79\n' }, hooks: restored },
        { change: { ...manifest(newest), '.browserslistrc': null }, hooks: restored },
      ],
    },
    {
      behaviour: `on ${host} the variables that browserslist reads reach preset-env`,
      files: { ...files, ...manifest({ browserslist: { production: ['ie 11'], test: ['chrome 120'] } }) },
      build: build(env),
      unchanged: restored,
      steps: [
        { change: {}, env: { BROWSERSLIST_ENV: 'test' }, hooks: ran },
        { change: {}, env: { BROWSERSLIST: 'chrome 79' }, hooks: ran },
        { change: {}, env: { BROWSERSLIST_ENV: 'test' }, hooks: restored },
        { change: {}, hooks: restored },
      ],
    },
  ]
})

const restored = { babel: { run: 0, restored: 2 } }
const ran = { babel: { run: 2, restored: 0 } }

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
