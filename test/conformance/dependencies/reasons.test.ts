import fs from 'node:fs'
import type { MissReason } from 'unplugin-rekindle'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Project } from '../../kit/process/project.ts'
import { rollupScript, type ScriptCase, testScriptCases } from '../../kit/process/script-case.ts'
import { type Miss, ScriptRuns } from '../../kit/process/script-runs.ts'

type Change = Extract<MissReason, { kind: 'input-changed' }>['change']

/** Each plugin has a module of its own, by its name. */
const miss = (plugin: string, reason: MissReason): readonly Miss[] => [
  { plugin, id: `src/${plugin}.js`, reason },
]
const input = (plugin: string, name: string, change: Change, through = `src/${plugin}.js`): readonly Miss[] =>
  miss(plugin, { kind: 'input-changed', input: name, change, through })

const looks = ['reads', 'probes', 'lists', 'asks', 'resolves', 'loads'] as const

/** Each plugin depends on one thing besides its module. */
const inputs: ScriptCase = {
  behaviour: 'is the input that is another, and the file through which it is one',
  files: {
    'src/main.js': `import './dep'\n${looks.map((name) => `import './${name}.js'`).join('\n')}`,
    'src/dep.js': 'console.log("dep")',
    ...Object.fromEntries(looks.map((name) => [`src/${name}.js`, 'console.log(1)'])),
    'data.txt': 'one',
    'folder/a.txt': '',
  },
  build: rollupScript(`
import nodeResolve from '@rollup/plugin-node-resolve'
const own = (name, look) => ({
  name,
  transform: {
    filter: { id: new RegExp(name) },
    async handler(code, id) { return code + '\\nconsole.log(' + JSON.stringify(await look.call(this, id)) + ')' },
  },
})
const dep = path.resolve('src/dep.js')
const orNone = (read) => { try { return read() } catch { return 'none' } }
await go([
  cached({ plugins: { reads: true, probes: true, lists: true, asks: true, resolves: true, loads: true, 'node-resolve': false } }),
  nodeResolve({ extensions: ['.mjs', '.js'] }),
  own('reads', () => orNone(() => fs.readFileSync('data.txt', 'utf8'))),
  own('probes', () => fs.existsSync('maybe.txt')),
  own('lists', () => fs.readdirSync('folder')),
  own('asks', () => process.env.LABEL ?? 'none'),
  own('resolves', async function (id) { return (await this.resolve('./dep', id)).id.slice(process.cwd().length) }),
  own('loads', async function () { return (await this.load({ id: dep })).code }),
])`),
  steps: [
    { change: {}, misses: [] },
    { change: { 'data.txt': 'two' }, misses: input('reads', 'file data.txt', 'changed') },
    { change: { 'data.txt': null }, misses: input('reads', 'file data.txt', 'disappeared') },
    { change: { 'maybe.txt': '' }, misses: input('probes', 'file maybe.txt', 'appeared') },
    { change: { 'folder/b.txt': '' }, misses: input('lists', 'directory folder', 'changed') },
    { change: {}, env: { LABEL: 'one' }, misses: input('asks', 'env LABEL', 'appeared') },
    {
      change: { 'src/dep.js': 'console.log("other")' },
      misses: input('loads', 'context module-info ["src/dep.js","code"]', 'changed'),
    },
    {
      change: { 'src/dep.mjs': 'console.log("nearer")' },
      misses: input('resolves', 'context resolve [["./dep","src/resolves.js"]]', 'changed'),
    },
    { change: { 'src/reads.js': 'console.log(2)' }, misses: miss('reads', { kind: 'content-changed' }) },
    {
      change: { 'src/main.js': 'import "./reads.js"; import "./reads-too.js"', 'src/reads-too.js': '' },
      misses: [{ plugin: 'reads', id: 'src/reads-too.js', reason: { kind: 'new' } }],
    },
  ],
}

const changed = (plugin: string, ...names: string[]): readonly Miss[] =>
  miss(plugin, { kind: 'toolchain-changed', changed: names })
/** Babel is asked about the other modules as well, each time: it returns nothing, and that isn't kept. */
const declined: readonly Miss[] = ['src/main.js', 'src/own.js'].map((id) => ({
  plugin: 'babel',
  id,
  reason: { kind: 'new' },
}))
const renames = (from: string): object => ({ plugins: [['./rename.cjs', { from }, from]] })
const manifest = (babel?: object): string =>
  JSON.stringify({ name: 'app', type: 'module', ...(babel === undefined ? {} : { babel }) })
const tool = (version: number) => ({
  'node_modules/tool/package.json': `{ "name": "tool", "version": "${version}.0.0", "type": "module", "exports": "./index.js" }`,
  'node_modules/tool/index.js': `export default () => ({
  name: 'own',
  transform: { filter: { id: /own/ }, handler: (code) => code + '\\nconsole.log(${version})' },
})`,
})
const build = (label: string): string =>
  rollupScript(`
import { babel } from '@rollup/plugin-babel'
import tool from 'tool'
const label = { name: 'label', renderChunk: (code) => code + '// ${label}' }
await go([cached({ plugins: { own: true } }), babel({ babelHelpers: 'bundled', include: 'src/babel.js' }), tool(), label])`)

const tools: ScriptCase = {
  behaviour: 'is the tool, the config or the setting that is another, by name',
  files: {
    'package.json': manifest(),
    'src/main.js': 'import "./babel.js"; import "./own.js"',
    'src/babel.js': 'export const values = [VALUE, OTHER]',
    'src/own.js': 'console.log("own")',
    'rename.cjs': `module.exports = (api, { from }) => ({
      visitor: { Identifier({ node }) { if (node.name === from) node.name = 'renamed' } }
    })`,
    ...tool(1),
  },
  build: build('one'),
  steps: [
    { change: {}, misses: declined },
    {
      change: { 'package.json': manifest(renames('VALUE')) },
      misses: [...changed('babel', 'settings'), ...declined, ...changed('own', 'settings')],
    },
    {
      change: { 'babel.config.json': JSON.stringify(renames('OTHER')) },
      misses: [...changed('babel', 'babel.config.json', 'rename.cjs'), ...declined],
    },
    {
      change: tool(2),
      misses: [...changed('babel', 'package tool'), ...declined, ...changed('own', 'package tool')],
    },
    {
      change: { 'build.mjs': build('two') },
      misses: [...changed('babel', 'build.mjs'), ...declined, ...changed('own', 'build.mjs')],
    },
  ],
}

testScriptCases('the reason of a miss', [inputs, tools])

describe('the reason of a miss', () => {
  test('is damage, when what is stored is not what was written', async () => {
    const project = Project.fromFiles({
      'package.json': '{ "name": "app", "private": true, "type": "module" }',
      'src/main.js': 'console.log("marker")',
      'build.mjs': rollupScript(`
const own = { name: 'own', transform: (code) => code + '\\nconsole.log(1)' }
await go([cached({ plugins: { own: true } }), own])`),
    })
    onTestFinished(() => project.dispose())
    const runs = new ScriptRuns(project, [], false)
    await runs.run({})
    const folder = project.path('node_modules/.cache/rekindle')
    for (const file of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (file.endsWith('.pack')) {
        const bytes = fs.readFileSync(`${folder}/${file}`)
        // Other packs hold no results.
        if (bytes.includes('marker')) {
          bytes.write('broken', bytes.indexOf('marker'))
          fs.writeFileSync(`${folder}/${file}`, bytes)
        }
      }
    }
    const { files, truth, misses } = await runs.run({})
    expect(files).toEqual(truth)
    expect(misses).toEqual([{ plugin: 'own', id: 'src/main.js', reason: { kind: 'corrupt' } }])
    expect((await runs.run({})).misses).toEqual([])
  })
})
