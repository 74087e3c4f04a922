import fs from 'node:fs'
import path from 'node:path'
import { test as anyTest, expect, onTestFinished } from 'vitest'
import { Project } from '../../kit/process/project.ts'
import { runCli } from '../../kit/process/run-cli.ts'
import { runNode } from '../../kit/process/run-node.ts'
import { recordsWholeBuilds } from '../../kit/snapshot/records-whole-builds.ts'

// It counts the files that are loaded, and each entry is two where whole builds are recorded.
const test = anyTest.skipIf(recordsWholeBuilds)

/** A project that Vite builds by itself, with its own config file. */
function plainProject(): Project {
  const project = Project.fromFiles({
    'package.json': '{ "name": "app", "private": true, "type": "module" }',
    'index.html': '<script type="module" src="/src/main.ts"></script>',
    'src/main.ts': 'const text: string = "one"\ndocument.title = text\n',
    'build.mjs': "import { build } from 'vite'\nawait build({ logLevel: 'silent' })\n",
    'vite.config.mjs': `import rekindle from 'unplugin-rekindle/vite'
const upper = {
  name: 'upper',
  load: { filter: { id: /\\.upper$/ }, handler: () => 'export default "UPPER"' },
}
export default { plugins: [rekindle({ plugins: { upper: true } }), upper] }
`,
  })
  onTestFinished(() => project.dispose())
  return project
}

/** What of Rekindle a build has loaded (file names), and what it tells of itself. */
interface Built {
  readonly loaded: readonly string[]
  readonly report: { readonly hooks: { readonly run: number; readonly restored: number } } | null
  readonly output: string
}

let builds = 0

async function build(project: Project, args: readonly string[] = [], env = {}): Promise<Built> {
  builds += 1
  const coverage = path.join(project.root, '..', `coverage-${builds}`)
  const report = path.join(project.root, '..', `report-${builds}.json`)
  const { code, printed } = await runNode(project.root, ['build.mjs', ...args], {
    NODE_V8_COVERAGE: coverage,
    REKINDLE_REPORT: report,
    ...env,
  })
  expect(code, printed).toBe(0)
  const scripts = fs
    .readdirSync(coverage)
    .flatMap((file) => JSON.parse(fs.readFileSync(path.join(coverage, file), 'utf8')).result)
    .map(({ url }) => String(url))
  return {
    loaded: scripts.filter((url) => /unplugin-rekindle|@rekindle/.test(url)).map((url) => path.basename(url)),
    report: fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, 'utf8')) : null,
    output: Object.values(project.readFolder('dist')).join('\n'),
  }
}

const nothing = { hooks: { run: 0, bypassed: 0, restored: 0 } }
/** All that there is of Rekindle in a build that it leaves alone. */
const aside = ['vite.mjs']

test('a build in which nothing is worth caching loads nothing from the second time on', async () => {
  const project = plainProject()
  expect((await build(project)).loaded).toContain('engine.cjs')
  const cache = project.readFolder('node_modules/.cache')

  const { loaded, report } = await build(project)
  expect(loaded).toEqual(aside)
  expect(report).toMatchObject(nothing)
  expect(project.readFolder('node_modules/.cache')).toEqual(cache)
  const told = await runCli(project.root, 'stats')
  expect(told.output).toContain('Nothing is worth caching')
  expect((await runCli(project.root, 'why', 'src/main.ts')).output).toContain('Nothing is worth caching')
})

test('a plugin that is called after all is cached from the build after that one on', async () => {
  const project = plainProject()
  await build(project)
  project.write('src/a.upper', '')
  project.edit(
    'src/main.ts',
    'document',
    'import upper from "./a.upper"\ndocument.body.title = upper\ndocument',
  )

  const first = await build(project)
  expect([first.loaded, first.report]).toMatchObject([aside, nothing])
  expect(first.output).toContain('UPPER')
  const second = await build(project)
  expect(second.loaded).toContain('engine.cjs')
  expect(second.report?.hooks.run).toBeGreaterThan(0)
  expect((await build(project)).report?.hooks.restored).toBeGreaterThan(0)
})

test('a config that was edited is looked at from start to end at once', async () => {
  const project = plainProject()
  await build(project)
  project.edit('vite.config.mjs', '"UPPER"', '"OTHER"')
  project.write('src/a.upper', '')
  project.edit(
    'src/main.ts',
    'document',
    'import upper from "./a.upper"\ndocument.body.title = upper\ndocument',
  )
  const { loaded, report } = await build(project)
  expect(loaded).toContain('engine.cjs')
  expect(report?.hooks.run).toBeGreaterThan(0)
})

test('another command, other variables and another config of the same command are looked at', async () => {
  const project = plainProject()
  await build(project)
  expect((await build(project, ['--other'])).loaded).toContain('engine.cjs')
  expect((await build(project, [], { CI: 'yes' })).loaded).toContain('engine.cjs')

  project.edit('build.mjs', "'silent'", "'silent', mode: process.env.MODE")
  await build(project, ['--mode'], { MODE: 'production' })
  // By its start it is the same build.
  expect((await build(project, ['--mode'], { MODE: 'staging' })).loaded).toEqual(aside)
  for (const MODE of ['staging', 'production', 'production', 'staging']) {
    expect((await build(project, ['--mode'], { MODE })).loaded).toContain('engine.cjs')
  }
})

test('a process that makes several builds is looked at from start to end', async () => {
  const project = plainProject()
  project.edit('build.mjs', 'await build', "await build({ logLevel: 'silent' })\nawait build")
  await build(project)
  expect((await build(project)).loaded).toContain('engine.cjs')
})

/** A hook that is filled in late, by whoever holds it, as plugins do that know their filter only then. */
const late = `const load = { filter: { id: /\\.none$/ }, handler: () => 'export default "EARLY"' }
const upper = { name: 'upper', load, options: { order: 'post', handler() {
  load.filter = { id: /\\.upper$/ }
  load.handler = () => 'export default "UPPER"'
} } }
`

test.each([
  ['vite', "import { build } from 'vite'\nawait build({ logLevel: 'silent' })", 1],
  [
    'rolldown',
    `import { rolldown } from 'rolldown'
import rekindle from 'unplugin-rekindle/rolldown'
${late}const bundle = await rolldown({ input: 'src/main.js', plugins: [rekindle({ plugins: { upper: true } }), upper] })
await bundle.write({ dir: 'dist' })
await bundle.close()`,
    2,
  ],
] as const)(
  '%s: a plugin that fills its hook in late does as without Rekindle',
  async (bundler, script, quietBuilds) => {
    const project = Project.fromFiles({
      'package.json': '{ "name": "app", "private": true, "type": "module" }',
      'index.html': '<script type="module" src="/src/main.js"></script>',
      'src/main.js': 'console.log("one")\n',
      'src/a.upper': '',
      'build.mjs': script,
      'vite.config.mjs': `import rekindle from 'unplugin-rekindle/vite'
${late}export default { plugins: [rekindle({ plugins: { upper: true } }), upper] }
`,
    })
    onTestFinished(() => project.dispose())
    for (let round = 0; round < quietBuilds; round += 1) {
      await build(project)
    }
    project.edit('src/main.js', 'console.log(', 'import upper from "./a.upper"\nconsole.log(upper, ')
    const clean = await build(project, [], { REKINDLE_RUN: '{ "enabled": false }' })
    const { loaded, output } = await build(project)
    expect(loaded).toEqual([`${bundler}.mjs`])
    expect(output).toBe(clean.output)
    expect(output).toMatch(/UPPER|EARLY/)
  },
)

const source = {
  'package.json': '{ "name": "app", "private": true, "type": "module" }',
  'src/main.js': 'console.log("one")\n',
}
const upper = '{ name: "upper", load: (id) => (id.endsWith(".upper") ? "export default `UPPER`" : null) }'
const rekindle = 'rekindle({ plugins: { upper: true } })'

/** Scripts that build by themselves, with a plugin that has nothing to do as yet where that can be heard. */
const scripts = {
  rollup: `import { rollup } from 'rollup'
import rekindle from 'unplugin-rekindle/rollup'
const upper = ${upper.replace('load:', 'resolveId: undefined, load:')}
const isUsed = (await import('node:fs')).readFileSync('src/main.js', 'utf8').includes('upper')
const bundle = await rollup({ input: 'src/main.js', plugins: [${rekindle}, ...(isUsed ? [upper] : [])] })
await bundle.write({ dir: 'dist' })
await bundle.close()
`,
  rolldown: `import { rolldown } from 'rolldown'
import rekindle from 'unplugin-rekindle/rolldown'
const upper = { name: 'upper', load: { filter: { id: /\\.upper$/ }, handler: () => 'export default "UPPER"' } }
const bundle = await rolldown({ input: 'src/main.js', plugins: [${rekindle}, upper] })
await bundle.write({ dir: 'dist' })
await bundle.close()
`,
  esbuild: `import { build } from 'esbuild'
import rekindle from 'unplugin-rekindle/esbuild'
import fs from 'node:fs'
const upper = {
  name: 'upper',
  setup: ({ onLoad }) => onLoad({ filter: /\\.upper$/ }, () => ({ contents: 'export default "UPPER"' })),
}
const isUsed = fs.readFileSync('src/main.js', 'utf8').includes('upper')
const plugins = [${rekindle}, ...(isUsed ? [upper] : [])]
await build({ entryPoints: ['src/main.js'], bundle: true, outdir: 'dist', plugins })
`,
}

test.each(Object.entries(scripts))(
  '%s: such a build loads nothing but the entry',
  async (bundler, script) => {
    const project = Project.fromFiles({ ...source, 'build.mjs': script })
    onTestFinished(() => project.dispose())
    for (let round = 0; round < 2; round += 1) {
      expect((await build(project)).loaded).toContain('engine.cjs')
    }
    for (let round = 0; round < 2; round += 1) {
      const { loaded, report, output } = await build(project)
      expect(loaded).toEqual([`${bundler}.mjs`])
      expect(report).toMatchObject(nothing)
      expect(output).toContain('one')
    }

    project.write('src/a.upper', '')
    project.edit('src/main.js', 'console.log(', 'import upper from "./a.upper"\nconsole.log(upper, ')
    const first = await build(project)
    expect(first.output).toContain('UPPER')
    expect(first.report).toMatchObject(nothing)
    expect((await build(project)).report?.hooks.run).toBeGreaterThan(0)
    expect((await build(project)).report?.hooks.restored).toBeGreaterThan(0)
  },
)
