import { rollupScript, type ScriptCase, testScriptCases } from '../../kit/process/script-case.ts'

/**
 * A hook that finds what a module names as Node does. Nothing is named in the script, whose imports are known
 * beforehand; each build is a process of its own, which remembers nothing.
 */
const finding = (look: string): string =>
  rollupScript(`
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
const orNone = (find) => { try { return find() } catch { return 'none' } }
const find = async (name) => ${look}
const own = {
  name: 'own',
  async transform(code) {
    const [, name] = /FIND (\\S+)/.exec(code)
    return code.replace(/FIND \\S+/, JSON.stringify(await find(name)).replaceAll(process.cwd(), ''))
  }
}
await go([cached({ plugins: { own: true } }), own])`)

const finds = (name: string) => ({ 'src/main.js': `export const found = FIND ${name}` })
const restored = { own: { run: 0, restored: 1 } }
const ran = { own: { run: 1, restored: 0 } }

const pack = (folder: string, value: number): Readonly<Record<string, string>> => ({
  [`${folder}/package.json`]: `{ "name": "kinds", "version": "${value}.0.0", "main": "index.cjs" }`,
  [`${folder}/index.cjs`]: `module.exports = ${value}`,
})

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a module that require.resolve looks for in vain appears',
    files: finds('./optional.cjs'),
    build: finding('orNone(() => require.resolve(name))'),
    unchanged: restored,
    steps: [
      { change: { 'optional.cjs': 'module.exports = 1' }, hooks: ran },
      { change: { 'optional.cjs': null }, hooks: restored },
    ],
  },
  {
    behaviour: 'a package that require.resolve looks for in vain appears',
    files: finds('kinds'),
    build: finding('orNone(() => require.resolve(name))'),
    unchanged: restored,
    steps: [{ change: pack('node_modules/kinds', 1), hooks: ran }],
  },
  {
    behaviour: 'a package that require.resolve finds above gives way to a nearer one',
    files: { ...finds('kinds'), ...pack('../node_modules/kinds', 1) },
    build: finding('require.resolve(name)'),
    unchanged: restored,
    steps: [{ change: pack('node_modules/kinds', 2), hooks: ran }],
  },
  {
    behaviour: 'a file that is required without its extension gives way to another one',
    files: { ...finds('./data'), 'data.json': '1' },
    build: finding('require(name)'),
    unchanged: restored,
    steps: [
      { change: { 'data.json': '2' }, hooks: ran },
      { change: { 'data.js': 'module.exports = 3', 'package.json': '{ "name": "app" }' } },
    ],
  },
  {
    behaviour: 'a package that is required gives way to a nearer one',
    files: { ...finds('kinds'), ...pack('../node_modules/kinds', 1) },
    build: finding('require(name)'),
    unchanged: restored,
    steps: [{ change: pack('node_modules/kinds', 2), hooks: ran }],
  },
  {
    behaviour: 'a module that an imported module imports is edited',
    files: {
      ...finds('./one.mjs'),
      'one.mjs': `import { value } from './two.mjs'\nexport default value`,
      'two.mjs': 'export const value = 1',
    },
    build: finding('(await import(new URL(name, import.meta.url))).default'),
    unchanged: restored,
    steps: [
      { change: { 'two.mjs': 'export const value = 2' }, hooks: ran },
      { change: { 'two.mjs': 'export const value = 1' }, hooks: restored },
    ],
  },
]

testScriptCases('modules that hooks find as Node does', cases)
