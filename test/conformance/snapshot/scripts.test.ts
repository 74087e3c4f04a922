import fs from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'
import { Project } from '../../kit/process/project.ts'
import { runNode } from '../../kit/process/run-node.ts'

const files = {
  'package.json': '{"type":"module"}',
  'src/main.js': "export { told } from 'told'\nexport const main = 1\n",
  'version.txt': 'one',
}

/** A script with a plugin of its own, which gives a module what `value` is then. */
const script = (
  before: string,
  value: string,
  after = '',
): string => `import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { build } from 'esbuild'
import rekindle from 'unplugin-rekindle/esbuild'
import { local } from './local.js'

const told = []
const cache = () => rekindle({ snapshot: true, onEvent: (event) => {
  if (/^(?:snapshot|cache-failed)/.test(event.kind)) told.push(event)
} })
${before}
const plugin = {
  name: 'telling',
  setup(build) {
    build.onResolve({ filter: /^told$/ }, ({ path }) => ({ path, namespace: 'told' }))
    build.onLoad({ filter: /.*/, namespace: 'told' }, () => ({ contents: \`export const told = \${JSON.stringify(${value})}\` }))
  },
}
const own = process.env.WITHOUT ? [] : [cache()]
await build({ entryPoints: ['src/main.js'], bundle: true, format: 'esm', outdir: 'dist', plugins: [...own, plugin] })
${after}
fs.writeFileSync('../told.json', JSON.stringify(told.map(({ kind, reason }) => [kind.replace('snapshot-', ''), ...Object.values(reason ?? {})].join(' '))))
`

interface Run {
  readonly told: readonly string[]
  readonly output: string
}

async function run(
  project: Project,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  fs.rmSync(project.path('dist'), { recursive: true, force: true })
  const { code, printed } = await runNode(project.root, ['build.js', ...args], env)
  expect([code, printed]).toEqual([0, ''])
  return { told: JSON.parse(project.read('../told.json')) as string[], output: project.read('dist/main.js') }
}

function newProject(before: string, value: string, after?: string): Project {
  const project = Project.fromFiles({
    ...files,
    'build.js': script(before, value, after),
    'local.js':
      "import fs from 'node:fs'\nexport const local = fs.readFileSync(new URL('./version.txt', import.meta.url), 'utf8')\n",
  })
  onTestFinished(() => {
    project.dispose()
  })
  return project
}

/** What a script may hand on to its plugins by its own variables, and what another run has of it. */
const ways: Readonly<
  Record<
    string,
    {
      before: string
      value: string
      args?: string[]
      env?: Record<string, string>
      edit?: (project: Project) => void
    }
  >
> = {
  'a file that it reads': {
    before: "const read = fs.readFileSync('version.txt', 'utf8')",
    value: 'read',
    edit: (project) => project.write('version.txt', 'two'),
  },
  'a file that its own module reads': {
    before: '',
    value: 'local',
    edit: (project) => project.write('version.txt', 'two'),
  },
  'its arguments': { before: 'const given = process.argv[2]', value: 'given', args: ['two'] },
  'a variable of the environment': {
    before: 'const given = process.env.GIVEN',
    value: 'given',
    env: { GIVEN: 'two' },
  },
  'its own module': {
    before: '',
    value: 'local',
    edit: (project) => project.write('local.js', "export const local = 'two'\n"),
  },
  'the module itself': {
    before: '',
    value: '1',
    edit: (project) => project.write('src/main.js', "export { told } from 'told'\nexport const main = 2\n"),
  },
}

for (const [what, { before, value, args, env, edit }] of Object.entries(ways)) {
  it(`a script that hands on to a plugin ${what} is built anew when that changes`, async () => {
    const project = newProject(before, value)
    const first = await run(project)
    expect(first.told).toEqual(['missed new', 'kept'])
    expect(await run(project)).toEqual({ ...first, told: ['restored'] })
    edit?.(project)
    const clean = await run(project, args, { ...env, WITHOUT: '1' })
    const second = await run(project, args, env)
    expect(second.told).toEqual([expect.stringMatching(/^missed /), 'kept'])
    expect(second.output).toBe(clean.output)
    expect(second.output).not.toBe(first.output)
  })
}

const unknown: Readonly<Record<string, { before: string; value: string; reason: string }>> = {
  'a process': {
    before: "const ran = execFileSync(process.execPath, ['-p', 'Date.now()'], { stdio: 'pipe' }).toString()",
    value: 'ran',
    reason: 'effect child_process.execFileSync before the build',
  },
  randomness: { before: 'const drawn = Math.random()', value: 'drawn', reason: 'chance randomness' },
  'the clock': { before: 'const now = Date.now()', value: 'now', reason: 'chance time' },
}

for (const [what, { before, value, reason }] of Object.entries(unknown)) {
  it(`a build of a script that hands on to a plugin what ${what} has given is not recorded`, async () => {
    const project = newProject(before, value)
    expect((await run(project)).told).toEqual(['missed new', `declined ${reason}`])
  })
}

it('a build is not recorded in which a plugin gathers what its script may read when it is over', async () => {
  const project = newProject('const names = []', 'names.push(1)')
  const reason = 'declined effect values that a plugin gathers, and a script may read'
  expect((await run(project)).told).toEqual(['missed new', reason])
  expect((await run(project)).told).toEqual(['missed new', reason])
})

it('a build is not recorded where a module has read something before Rekindle was there to see it', async () => {
  const project = newProject('', 'local')
  const own = "import { local } from './local.js'\n"
  project.edit('build.js', own, '')
  project.write('build.js', own + project.read('build.js'))
  const reason = 'declined use local.js, which runs before Rekindle is imported'
  expect((await run(project)).told).toEqual(['missed new', reason])
  project.write('local.js', "import { more } from './more.js'\nexport const local = more + 1\n")
  project.write('more.js', 'export const more = 1\n')
  expect((await run(project)).told).toEqual(['missed new', 'kept'])
})

it('a build is not recorded where a script imports Rekindle after having done other things', async () => {
  const project = newProject('', 'local')
  project.edit(
    'build.js',
    "import rekindle from 'unplugin-rekindle/esbuild'",
    "const { default: rekindle } = await import('unplugin-rekindle/esbuild')",
  )
  const { told } = await run(project)
  expect(told).toEqual(['missed new', 'declined use build.js, which runs before Rekindle is imported'])
})

it('each of several builds of a script is restored or built for itself', async () => {
  const project = newProject(
    '',
    '1',
    `await build({ entryPoints: ['src/other.js'], bundle: true, outdir: 'dist', plugins: [...(process.env.WITHOUT ? [] : [cache()])] })`,
  )
  project.write('src/other.js', 'console.log(1)\n')
  expect((await run(project)).told).toEqual(['missed new', 'kept', 'missed new', 'kept'])
  expect((await run(project)).told).toEqual(['restored', 'restored'])
  project.write('src/other.js', 'console.log(2)\n')
  expect((await run(project)).told).toEqual([
    'restored',
    'missed input-changed file src/other.js changed',
    'kept',
  ])
  expect(project.read('dist/other.js')).toContain('console.log(2)')
  expect((await run(project)).told).toEqual(['restored', 'restored'])
})

/** The same for Rollup; `first` comes before Rekindle is imported. */
const rollupScript = (first: string, before: string, value: string): string => `${first}
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { rollup } from 'rollup'
import rekindle from 'unplugin-rekindle/rollup'

const told = []
const cache = rekindle({ snapshot: true, onEvent: (event) => {
  if (/^(?:snapshot|cache-failed)/.test(event.kind)) told.push(event)
} })
${before}
const plugin = {
  name: 'telling',
  resolveId: (id) => (id === 'told' ? id : null),
  load: (id) => (id === 'told' ? \`export const told = \${JSON.stringify(${value})}\` : null),
}
const bundle = await rollup({ input: 'src/main.js', plugins: [cache, plugin] })
await bundle.write({ dir: 'dist' })
await bundle.close()
fs.writeFileSync('../told.json', JSON.stringify(told.map(({ kind, reason }) => [kind.replace('snapshot-', ''), ...Object.values(reason ?? {})].join(' '))))
`

it('on Rollup as well a build of a script is not recorded that has run a process, or read something too early', async () => {
  const project = newProject('', '1')
  const build = async (...parts: Parameters<typeof rollupScript>): Promise<readonly string[]> => {
    fs.writeFileSync(project.path('build.js'), rollupScript(...parts))
    return (await run(project)).told
  }
  expect(await build('', 'const given = process.argv[2]', 'given')).toEqual(['missed new', 'kept'])
  expect((await run(project, ['two'])).output).toContain('two')
  const { before, value, reason } = unknown['a process'] as (typeof unknown)[string]
  expect(await build('', before, value)).toEqual(['missed new', `declined ${reason}`])
  expect(await build("import { local } from './local.js'", '', 'local')).toEqual([
    'missed new',
    'declined use local.js, which runs before Rekindle is imported',
  ])
})
