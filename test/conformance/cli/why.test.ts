import type { MissReason } from 'unplugin-rekindle'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Project } from '../../kit/process/project.ts'
import { runCli, runCliForJson } from '../../kit/process/run-cli.ts'
import { rollupScript } from '../../kit/process/script-case.ts'
import { ScriptRuns } from '../../kit/process/script-runs.ts'

/** What `rekindle why --json` says of a call, as far as it is looked at here. */
interface Explained {
  readonly plugin: string
  readonly hook: string
  readonly decision: { readonly kind: string }
  readonly reason: MissReason | null
  readonly changedParts: readonly string[]
  readonly tookMilliseconds: number | null
  readonly savedMilliseconds: number | null
  readonly lastRun: { readonly reason: MissReason | null } | null
  readonly inputs: readonly {
    readonly kind: string
    readonly name: string
    readonly recorded: string
    readonly present: string
    readonly status: string
  }[]
}

interface Step {
  /** What happens to the project, by files; null deletes one. */
  readonly change: Readonly<Record<string, string | null>>
  readonly env?: Readonly<Record<string, string>>
  /** The module whose call has to run, by the name of its plugin. */
  readonly plugin: string
  readonly reason: MissReason
  readonly parts?: readonly string[]
}

async function whyOf(project: Project, plugin: string): Promise<Explained> {
  const { calls } = await runCliForJson<{ calls: Explained[] }>(project.root, 'why', `src/${plugin}.js`)
  const found = calls.find((call) => call.plugin === plugin && call.hook === 'transform')
  expect(found).toBeDefined()
  return found!
}

async function tellsEach(
  files: Readonly<Record<string, string>>,
  build: string,
  steps: readonly Step[],
): Promise<void> {
  const project = Project.fromFiles({
    'package.json': '{ "name": "app", "private": true, "type": "module" }',
    ...files,
    'build.mjs': build,
  })
  onTestFinished(() => project.dispose())
  const runs = new ScriptRuns(project, [], false)
  await runs.run({})
  for (const { change, env = {}, plugin, reason, parts = [] } of steps) {
    for (const [file, content] of Object.entries(change)) {
      if (content === null) {
        project.remove(file)
      } else {
        project.write(file, content)
      }
    }
    await runs.run(env)
    const { decision, changedParts, tookMilliseconds, inputs, ...rest } = await whyOf(project, plugin)
    expect({ plugin, reason: rest.reason, decision, changedParts }).toEqual({
      plugin,
      reason,
      decision: { kind: 'miss', reason },
      changedParts: parts,
    })
    expect(tookMilliseconds).toBeGreaterThanOrEqual(0)
    expect(inputs.filter(({ status }) => status === 'differs')).toEqual([])
  }
}

const looks = ['reads', 'probes', 'lists', 'asks', 'resolves'] as const
const input = (
  plugin: string,
  name: string,
  change: Extract<MissReason, { kind: 'input-changed' }>['change'],
): Pick<Step, 'plugin' | 'reason'> => ({
  plugin,
  reason: { kind: 'input-changed', input: name, change, through: `src/${plugin}.js` },
})

describe('rekindle why', () => {
  test('names the input that is another, whatever kind it is of', async () => {
    await tellsEach(
      {
        'src/main.js': `import './dep'\n${looks.map((name) => `import './${name}.js'`).join('\n')}`,
        'src/dep.js': 'console.log("dep")',
        ...Object.fromEntries(looks.map((name) => [`src/${name}.js`, 'console.log(1)'])),
        'data.txt': 'one',
        'folder/a.txt': '',
      },
      rollupScript(`
import nodeResolve from '@rollup/plugin-node-resolve'
const own = (name, look) => ({
  name,
  transform: {
    filter: { id: new RegExp(name) },
    async handler(code, id) { return code + '\\nconsole.log(' + JSON.stringify(await look.call(this, id)) + ')' },
  },
})
const orNone = (read) => { try { return read() } catch { return 'none' } }
await go([
  cached({ plugins: { reads: true, probes: true, lists: true, asks: true, resolves: true } }),
  nodeResolve({ extensions: ['.mjs', '.js'] }),
  own('reads', () => orNone(() => fs.readFileSync('data.txt', 'utf8'))),
  own('probes', () => fs.existsSync('maybe.txt')),
  own('lists', () => fs.readdirSync('folder')),
  own('asks', () => process.env.LABEL ?? 'none'),
  own('resolves', async function (id) { return (await this.resolve('./dep', id)).id.slice(process.cwd().length) }),
])`),
      [
        { change: { 'data.txt': 'two' }, ...input('reads', 'file data.txt', 'changed') },
        { change: { 'data.txt': null }, ...input('reads', 'file data.txt', 'disappeared') },
        { change: { 'maybe.txt': '' }, ...input('probes', 'file maybe.txt', 'appeared') },
        { change: { 'folder/b.txt': '' }, ...input('lists', 'directory folder', 'changed') },
        { change: {}, env: { LABEL: 'one' }, ...input('asks', 'env LABEL', 'appeared') },
        {
          change: { 'src/dep.mjs': 'console.log("nearer")' },
          ...input('resolves', 'context resolve [["./dep","src/resolves.js"]]', 'changed'),
        },
        {
          change: { 'src/reads.js': 'console.log(2)' },
          plugin: 'reads',
          reason: { kind: 'content-changed' },
          parts: ['code'],
        },
      ],
    )
  })

  test('names the config file, the package and the options that are others', async () => {
    const tool = (version: number) => ({
      'node_modules/tool/package.json': `{ "name": "tool", "version": "${version}.0.0", "type": "module", "exports": "./index.js" }`,
      'node_modules/tool/index.js': `export default (value) => ({
  name: 'own',
  transform: { filter: { id: /own/ }, handler: (code) => code + '\\nconsole.log(${version}, ' + value + ')' },
})`,
    })
    const renames = (from: string): string => JSON.stringify({ plugins: [['./rename.cjs', { from }]] })
    const toolchain = (plugin: string, ...changed: string[]): Omit<Step, 'change'> => ({
      plugin,
      reason: { kind: 'toolchain-changed', changed },
      parts: ['toolchain'],
    })
    await tellsEach(
      {
        'src/main.js': 'import "./babel.js"; import "./own.js"',
        'src/babel.js': 'export const values = [VALUE, OTHER]',
        'src/own.js': 'console.log("own")',
        'rename.cjs': `module.exports = (api, { from }) => ({
      visitor: { Identifier({ node }) { if (node.name === from) node.name = 'renamed' } }
    })`,
        'babel.config.json': renames('VALUE'),
        'value.json': '1',
        ...tool(1),
      },
      rollupScript(`
import { babel } from '@rollup/plugin-babel'
import tool from 'tool'
const value = Number(process.env.VALUE ?? 1)
await go([cached({ plugins: { own: true } }), babel({ babelHelpers: 'bundled', include: 'src/babel.js' }), tool(value)])`),
      [
        { change: { 'babel.config.json': renames('OTHER') }, ...toolchain('babel', 'babel.config.json') },
        { change: tool(2), ...toolchain('own', 'package tool') },
        {
          change: {},
          env: { VALUE: '2' },
          plugin: 'own',
          reason: { kind: 'question-changed', changed: ['plugin'] },
          parts: ['plugin'],
        },
      ],
    )
  })

  test('tells of a restored call what it saved, why it ran last, and what differs by now', async () => {
    const project = Project.fromFiles({
      'package.json': '{ "name": "app", "private": true, "type": "module" }',
      'src/main.js': 'import "./slow.js"',
      'src/slow.js': 'console.log(1)',
      'data.txt': 'one',
      'build.mjs': rollupScript(`
const slow = {
  name: 'slow',
  async transform(code, id) {
    if (!id.endsWith('slow.js')) return null
    await new Promise((resolve) => setTimeout(resolve, 30))
    return code + fs.readFileSync('data.txt', 'utf8').replace(/.*/, '//$&')
  },
}
await go([cached({ plugins: { slow: true } }), slow])`),
    })
    onTestFinished(() => project.dispose())
    const runs = new ScriptRuns(project, [], false)
    await runs.run({})
    await runs.run({})
    const restored = await whyOf(project, 'slow')
    expect(restored).toMatchObject({
      decision: { kind: 'hit' },
      reason: null,
      tookMilliseconds: null,
      lastRun: { reason: { kind: 'new' } },
    })
    // What the hook took when it ran: the pause at the least.
    expect(restored.savedMilliseconds).toBeGreaterThanOrEqual(25)
    expect(restored.inputs.map(({ kind, name, status }) => [kind, name, status])).toContainEqual([
      'file',
      'data.txt',
      'as-recorded',
    ])
    project.write('data.txt', 'two')
    const { inputs } = await whyOf(project, 'slow')
    expect(inputs.filter(({ status }) => status === 'differs')).toMatchObject([
      { kind: 'file', name: 'data.txt', recorded: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
    ])
    const { output } = await runCli(project.path('src'), 'why', 'slow.js')
    expect(output).toContain('file data.txt is another now, read through src/slow.js: the next build runs it')
    expect(output).not.toContain('\u001b')
  })
})
