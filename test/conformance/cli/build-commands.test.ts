import fs from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Project } from '../../kit/process/project.ts'
import { runCli, runCliForJson } from '../../kit/process/run-cli.ts'
import { runNode } from '../../kit/process/run-node.ts'

const modules = ['a', 'b', 'c'] as const

/** A local plugin of a config: dear enough to be told from nothing, and steady or not. */
const plugin = `
const own = {
  name: 'own',
  transform: {
    filter: { id: /[abc]\\.js$/ },
    async handler(code, id) {
      await new Promise((resolve) => setTimeout(resolve, 5))
      return code + '\\nconsole.log(' + (process.argv.length < 0 ? Date.now() : 1) + ')'
    },
  },
}`

const configs = {
  rollup: `import rekindle from 'unplugin-rekindle/rollup'
${plugin}
export default { input: 'src/main.js', output: { file: 'dist/out.js' }, plugins: [rekindle({ plugins: { own: true }, graph: true }), own] }`,
  rolldown: `import rekindle from 'unplugin-rekindle/rolldown'
${plugin}
export default { input: 'src/main.js', output: { file: 'dist/out.js' }, plugins: [rekindle({ plugins: { own: true } }), own] }`,
  vite: `import rekindle from 'unplugin-rekindle/vite'
${plugin}
export default { build: { minify: false }, plugins: [rekindle({ plugins: { own: true } }), own] }`,
} as const

type Bundler = keyof typeof configs

const commands: Readonly<Record<Bundler, readonly string[]>> = {
  rollup: ['node_modules/rollup/dist/bin/rollup', '-c', '--silent'],
  rolldown: ['node_modules/rolldown/bin/cli.mjs', '-c', 'rolldown.config.mjs'],
  vite: ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'],
}

function projectFor(bundler: Bundler, config: string = configs[bundler]): Project {
  const project = Project.fromFiles({
    'package.json': '{ "name": "app", "private": true, "type": "module" }',
    'index.html': '<script type="module" src="/src/main.js"></script>',
    'src/main.js': modules.map((name) => `import './${name}.js'`).join('\n'),
    ...Object.fromEntries(modules.map((name) => [`src/${name}.js`, `console.log('${name}')`])),
    [`${bundler}.config.mjs`]: config,
  })
  onTestFinished(() => project.dispose())
  return project
}

interface Stats {
  readonly entries: number
  readonly build: {
    readonly hitRate: number
    readonly restored: number
    readonly missed: number
    readonly savedMilliseconds: number
  }
}

describe.each(['rollup', 'rolldown', 'vite'] as const)('with %s', (bundler) => {
  test('warm fills the cache of an own build, verify makes all of it again, and neither writes output', async () => {
    const project = projectFor(bundler)
    const warmed = await runCliForJson<object>(project.path('src'), 'warm')
    expect(warmed).toMatchObject({ stored: 3, restored: 0 })
    expect(fs.existsSync(project.path('dist'))).toBe(false)
    const { code, printed } = await runNode(project.root, commands[bundler], {})
    expect(code, printed).toBe(0)
    const { build } = await runCliForJson<Stats>(project.root, 'stats')
    expect(build).toMatchObject({ hitRate: 100, restored: 3, missed: 0 })
    expect(build.savedMilliseconds).toBeGreaterThanOrEqual(3)
    const before = project.readFolder('dist')
    const verified = await runCliForJson<object>(project.root, 'verify')
    expect(verified).toMatchObject({ compared: 3, equal: 3, void: 0, ran: 0, different: [] })
    expect(project.readFolder('dist')).toEqual(before)
  })
})

describe('on a project of Rollup', () => {
  test('verify names what differs, and fails', async () => {
    // After the first difference the plugin isn't compared any more: all three must have begun by then.
    const unsteady = configs.rollup
      .replace('length < 0', 'length > 0')
      .replace('Date.now()', 'process.pid')
      .replace('setTimeout(resolve, 5)', '(waiting.push(resolve) === 3 && waiting.forEach((go) => go()))')
      .replace('const own', 'const waiting = []\nconst own')
    const project = projectFor('rollup', unsteady)
    await runCliForJson<object>(project.root, 'warm')
    const { exitCode, output, errors } = await runCli(project.root, 'verify', '--json')
    expect(exitCode).toBe(1)
    const { compared, different } = JSON.parse(output) as { compared: number; different: object[] }
    expect([compared, different]).toMatchObject([
      3,
      modules.map((name) => ({ plugin: 'own', hook: 'transform', module: `src/${name}.js` })),
    ])
    expect(errors).toMatch(/^\[rekindle\] 3 results differ/)
    await runNode(project.root, commands.rollup, {})
    const { findings } = await runCliForJson<{ findings: { what: string }[] }>(project.root, 'doctor')
    // Whichever ended first.
    expect(findings.map(({ what }) => what).join('\n')).toMatch(
      /own: in quarantine: ran again for src\/[abc]\.js/,
    )
  })

  test('doctor names the plugin that never hits, and the part of its key that changes each time', async () => {
    const dated = configs.rollup
      .replace('const own = {', 'const own = {\n  cacheKey: process.hrtime.bigint(),')
      .replace('plugins: { own: true }', "plugins: { own: true }, key: 'fixed'")
    const project = projectFor('rollup', dated)
    await runCliForJson<object>(project.root, 'warm')
    await runCliForJson<object>(project.root, 'warm')
    const { findings } = await runCliForJson<{ findings: { level: string; what: string; advice: string }[] }>(
      project.root,
      'doctor',
    )
    expect(findings.filter(({ what }) => what.startsWith('own'))).toEqual([
      {
        about: 'plugin',
        level: 'note',
        what: 'own had no hit in the last build; of 3 of 3 calls: other options or code of the plugin. Of its key differs: plugin.',
        advice:
          'If this is so in each build, its options hold something new each time: a date, a random number, a counter.',
      },
    ])
  })

  test('a hit rate that is too low is a failure', async () => {
    const project = projectFor('rollup')
    await runCliForJson<object>(project.root, 'warm')
    const cold = await runCli(project.root, 'stats', '--min-hit-rate', '90')
    expect([cold.exitCode, cold.errors.split('\n')[0]]).toEqual([
      1,
      '[rekindle] The last build was answered to 0.0 % from the cache, less than 90 %.',
    ])
    project.write('src/a.js', 'console.log("other")')
    await runCliForJson<object>(project.root, 'warm')
    expect((await runCli(project.root, 'stats', '--min-hit-rate', '66')).exitCode).toBe(0)
    expect((await runCli(project.root, 'stats', '--min-hit-rate', '67')).exitCode).toBe(1)
    const { output } = await runCli(project.root, 'show')
    expect(output.split('\n')[1]).toMatch(/^src\/a\.js +0 +1 /)
    const shown = await runCliForJson<{ modules: object[] }>(project.root, 'show')
    expect(shown.modules).toHaveLength(3)
  })

  test('graph tells who uses a module, and what a change of it reaches', async () => {
    const project = projectFor('rollup')
    await runCliForJson<object>(project.root, 'warm')
    const { modules: shown } = await runCliForJson<{ modules: object[] }>(project.root, 'graph', 'src/a.js')
    expect(shown).toEqual([
      {
        environment: '',
        module: 'src/a.js',
        imports: [],
        inputs: [],
        importers: ['src/main.js'],
        reaches: [{ module: 'src/main.js', depth: 1 }],
      },
    ])
    const { graphs } = await runCliForJson<{ graphs: object[] }>(project.root, 'graph')
    expect(graphs).toMatchObject([{ environment: '', modules: 4 }])
  })

  test('bench builds without the plugin, cold and warm, beside the cache of the project', async () => {
    const project = projectFor('rollup')
    const { measured } = await runCliForJson<{
      measured: { name: string; wallMilliseconds: number; cpuMilliseconds: number; runs: object[] }[]
    }>(project.root, 'bench', '--runs', '1')
    expect(measured.map(({ name, runs }) => [name, runs.length])).toEqual([
      ['without', 1],
      ['cold', 1],
      ['warm', 1],
    ])
    expect(measured.every((each) => each.wallMilliseconds > 0 && each.cpuMilliseconds > 0)).toBe(true)
    expect(fs.existsSync(project.path('node_modules/.cache/rekindle'))).toBe(false)
  })

  test('a build that fails, or has no plugin, is told as such', async () => {
    const project = projectFor('rollup', configs.rollup.replace('[rekindle', '[false && rekindle'))
    const without = await runCli(project.root, 'warm')
    expect([without.exitCode, without.errors]).toEqual([1, expect.stringContaining('no plugin of Rekindle')])
    project.remove('src/a.js')
    const failed = await runCli(project.root, 'verify')
    expect([failed.exitCode, failed.errors]).toEqual([
      1,
      expect.stringContaining('Could not resolve "./a.js"'),
    ])
    project.remove('rollup.config.mjs')
    const none = await runCli(project.root, 'verify')
    expect([none.exitCode, none.errors]).toEqual([2, expect.stringContaining('no config of a bundler')])
  })
})

test('a build of esbuild is run by its script', async () => {
  const project = Project.fromFiles({
    'package.json': '{ "name": "app", "private": true, "type": "module" }',
    'src/main.js': 'import "./a.data"',
    'src/a.data': '1',
    'build.mjs': `import fs from 'node:fs'
import { build } from 'esbuild'
import rekindle from 'unplugin-rekindle/esbuild'
const own = { name: 'own', setup: ({ onLoad }) => onLoad({ filter: /\\.data$/ }, ({ path }) => ({ contents: fs.readFileSync(path, 'utf8') })) }
await build({ entryPoints: ['src/main.js'], bundle: true, write: false, plugins: [rekindle({ plugins: { own: true } }), own] })`,
  })
  onTestFinished(() => project.dispose())
  const warmed = await runCliForJson<object>(project.root, 'warm', '--script', 'build.mjs')
  expect(warmed).toMatchObject({ command: 'node build.mjs', stored: 1 })
  const verified = await runCliForJson<object>(project.root, 'verify', '--script', 'build.mjs')
  expect(verified).toMatchObject({ compared: 1, equal: 1 })
})
