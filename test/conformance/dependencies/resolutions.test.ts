import { rollupScript, type ScriptCase, testScriptCases } from '../../kit/process/script-case.ts'

const manifest = (fields: object): string => JSON.stringify({ name: 'dep', version: '1.0.0', ...fields })

/** A project that resolves relative paths, a package by its exports and one by its main field. */
const project = {
  'package.json': manifest({ name: 'app', type: 'module', imports: { '#inner': './src/inner.js' } }),
  'src/main.js': `import { one } from './one'
import dep from 'dep'
import { old } from 'old'
import inner from '#inner'
console.log(one, dep, old, inner)`,
  'src/one.js': `import two from './deep/two'
export const one = two + 1`,
  'src/deep/two.js': 'export default 2',
  'src/inner.js': 'export default "inner"',
  'src/other.js': 'export default "other"',
  'node_modules/dep/package.json': manifest({ exports: './first.js', sideEffects: false }),
  'node_modules/dep/first.js': 'console.log("effect"); export default "first"',
  'node_modules/dep/second.js': 'console.log("effect"); export default "second"',
  'node_modules/old/package.json': manifest({ name: 'old', main: 'lib' }),
  'node_modules/old/lib/index.js': 'export const old = "old"',
}

const build = (options = '{}', plugins = '', settings = '{}'): string =>
  rollupScript(`
import { nodeResolve } from '@rollup/plugin-node-resolve'
const logs = []
await go([cached(${settings}), nodeResolve(${options}), ${plugins}], { onLog: (level, log) => logs.push(level + log.message) })
fs.writeFileSync('dist/logs.txt', logs.join('\\n'))`)

/** The entry, five imports, and what the plugin asks of each that it found. */
const ALL = 6
const unchanged = { 'node-resolve': { run: 0, restored: ALL } }
const again = { 'node-resolve': { run: ALL, restored: 0 } }

/** The files below a folder, one folder further up. */
function above(files: Readonly<Record<string, string>>, folder: string): Record<string, string> {
  const those = Object.entries(files).filter(([name]) => name.startsWith(folder))
  return Object.fromEntries(those.map(([name, text]) => [`../${name}`, text]))
}

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'what was resolved is restored, also after edits of modules',
    files: project,
    build: build(),
    cold: again,
    unchanged,
    steps: [
      { change: { 'src/deep/two.js': 'export default 3' }, hooks: unchanged },
      {
        change: {
          'package.json': manifest({ ...JSON.parse(project['package.json']), version: '2.0.0' }),
          'src/inner.js': 'export default "edited"',
        },
        hooks: again,
      },
      {
        change: {
          'src/deep/two.js': 'import other from "../other"; export default other',
        },
        hooks: { 'node-resolve': { run: 1, restored: ALL } },
      },
      { change: {}, hooks: { 'node-resolve': { run: 0, restored: ALL + 1 } } },
    ],
  },
  {
    behaviour: 'packages in a folder above the project, as in a workspace, are resolved once as well',
    files: {
      'package.json': project['package.json'],
      'src/main.js': 'import dep from "dep"; import { old } from "old"; console.log(dep, old)',
      ...above(project, 'node_modules/'),
    },
    build: build(),
    cold: { 'node-resolve': { run: 3, restored: 0 } },
    unchanged: { 'node-resolve': { run: 0, restored: 3 } },
    steps: [
      {
        change: {
          '../node_modules/dep/package.json': manifest({ exports: './second.js', version: '2.0.0' }),
        },
        hooks: { 'node-resolve': { run: 3, restored: 0 } },
      },
      { change: {}, hooks: { 'node-resolve': { run: 0, restored: 3 } } },
    ],
  },
  {
    behaviour: 'a new file that comes first among the extensions is seen',
    files: project,
    build: build(),
    steps: [
      { change: { 'src/deep/two.mjs': 'export default 22' }, hooks: again },
      { change: { 'src/deep/two.mjs': null }, hooks: unchanged },
    ],
  },
  {
    behaviour: 'a file in place of a folder, and a folder in place of a file, are seen',
    files: {
      ...project,
      'src/one.js': 'import two from "./two"; export const one = two',
      'src/two/index.js': 'export default "index"',
    },
    build: build(),
    steps: [
      { change: { 'src/two.js': 'export default "file"' }, hooks: again },
      { change: { 'src/two.js': null }, hooks: unchanged },
    ],
  },
  {
    behaviour: 'the exports, the main field and the side effects of a package count',
    files: { ...project, 'src/one.js': 'import "dep"; export const one = 1' },
    build: build(),
    steps: [
      {
        change: { 'node_modules/dep/package.json': manifest({ exports: './second.js', sideEffects: false }) },
      },
      {
        change: {
          'node_modules/dep/package.json': manifest({ exports: './second.js' }),
          'src/main.js': 'import "./one"',
        },
      },
      {
        change: { 'node_modules/dep/package.json': manifest({ exports: './second.js', sideEffects: false }) },
      },
      { change: { 'node_modules/dep/package.json': manifest({ main: './first.js' }) } },
    ],
  },
  {
    behaviour: 'the imports field of the project counts',
    files: project,
    build: build(),
    steps: [
      {
        change: {
          'package.json': manifest({ name: 'app', type: 'module', imports: { '#inner': './src/other.js' } }),
        },
        hooks: again,
      },
    ],
  },
  {
    behaviour: 'a package that is nearer to the importer is seen',
    files: project,
    build: build(),
    steps: [
      {
        change: {
          'src/node_modules/dep/package.json': manifest({ main: 'near.js' }),
          'src/node_modules/dep/near.js': 'export default "near"',
        },
        hooks: again,
      },
    ],
  },
  {
    behaviour: 'a package that is installed later is seen, and one that is gone',
    files: {
      ...project,
      'src/other.js': 'export default 1',
      'src/one.js': 'import "late"; export const one = 1',
    },
    build: build(),
    steps: [
      {
        change: {
          'node_modules/late/package.json': manifest({ name: 'late' }),
          'node_modules/late/index.js': 'console.log("late")',
        },
      },
      { change: { 'node_modules/late/package.json': null, 'node_modules/late/index.js': null } },
    ],
  },
  {
    behaviour: 'a link that leads elsewhere is seen',
    files: {
      ...project,
      'src/one.js': 'import two from "./link/two"; export const one = two',
      'src/far/two.js': 'export default "far"',
    },
    links: { 'src/link': 'src/deep' },
    build: build(),
    unchanged: { 'node-resolve': { run: 0 } },
    steps: [{ change: {}, links: { 'src/link': 'src/far' }, hooks: again }],
  },
  {
    behaviour: 'options of the resolver count, with what their functions close over',
    files: { ...project, 'src/one.mjs': 'export const one = "module"' },
    build: build('{ extensions: [".js"] }'),
    cold: again,
    steps: [
      {
        change: { 'build.mjs': build('{ extensions: [".mjs", ".js"] }') },
        hooks: { 'node-resolve': { restored: 0 } },
      },
      {
        change: { 'build.mjs': build('{ resolveOnly: ((name) => (id) => id !== name)("dep") }') },
        hooks: { 'node-resolve': { restored: 0 } },
      },
      {
        change: { 'build.mjs': build('{ resolveOnly: ((name) => (id) => id !== name)("old") }') },
        hooks: { 'node-resolve': { restored: 0 } },
      },
    ],
  },
  {
    behaviour: 'what other plugins say of what was found is asked again',
    files: project,
    build: build(
      '{}',
      `{ name: 'outside', resolveId: (source) => fs.existsSync('outside.txt') && source.includes('first') ? { id: 'outside-dep', external: true } : null }`,
      `{ plugins: { '*': false } }`,
    ),
    unchanged,
    steps: [
      { change: { 'outside.txt': 'yes' }, hooks: { 'node-resolve': { run: 1, restored: ALL - 1 } } },
      { change: { 'outside.txt': null }, hooks: { 'node-resolve': { run: 1, restored: ALL - 1 } } },
    ],
  },
  {
    behaviour: 'what the resolver tells others of a package is told of restored ones as well',
    files: project,
    build: rollupScript(`
import { nodeResolve } from '@rollup/plugin-node-resolve'
const resolver = nodeResolve()
const teller = {
  name: 'teller',
  renderChunk: (code, { moduleIds }) =>
    moduleIds.map((id) => '// ' + JSON.stringify(resolver.getPackageInfoForId(id)?.packageJson)).join('\\n') + '\\n' + code,
}
await go([cached(), resolver, teller])`),
    unchanged,
    steps: [
      { change: { 'package.json': manifest({ ...JSON.parse(project['package.json']), version: '3.0.0' }) } },
    ],
  },
  {
    behaviour: 'warnings come again',
    files: {
      ...project,
      'src/one.js': 'import path from "path"; export const one = path.sep',
      'node_modules/path/package.json': manifest({ name: 'path' }),
      'node_modules/path/index.js': 'export default 1',
    },
    build: build(),
    unchanged,
  },
  {
    behaviour:
      'what `browser` fields replace is known also where the module that imports it was found by a restore',
    files: {
      ...project,
      'node_modules/dep/package.json': manifest({
        main: 'first.js',
        browser: {
          './first.js': './second.js',
          './inner.js': './outer.js',
          './unused.js': false,
          other: './own.js',
        },
      }),
      'node_modules/dep/second.js': 'import deep from "./deep.js"; export default deep',
      'node_modules/dep/deep.js': 'import inner from "./inner.js"; export default inner',
      'node_modules/dep/inner.js': 'export default "inner"',
      'node_modules/dep/outer.js': 'export default "outer"',
      'node_modules/dep/unused.js': 'export default "unused"',
      'node_modules/dep/own.js': 'export default "own"',
    },
    build: build('{ browser: true }'),
    cold: { 'node-resolve': { run: ALL + 2, restored: 0 } },
    unchanged: { 'node-resolve': { run: 0, restored: ALL + 2 } },
    steps: [
      {
        // In an installed package nothing changes but by hand; nothing of the table but the new import runs.
        change: {
          'node_modules/dep/deep.js':
            'import inner from "./inner.js"; import unused from "./unused"; import other from "other"; export default [inner, unused, other]',
        },
        hooks: { 'node-resolve': { run: 2, restored: ALL + 2 } },
      },
    ],
  },
  {
    behaviour: 'a resolver that is left out by its name is left alone',
    files: project,
    build: build('{}', '', '{ plugins: { "node-resolve": false } }'),
    unchanged: {},
  },
]

testScriptCases('what node-resolve finds is restored as long as it would be found again', cases)
