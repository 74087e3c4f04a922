import { type ModuleId, type PluginPolicy, ProjectRoot, Session, type SessionUpdate } from '@rekindle/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Bundler, buildWith, rollupAndVite } from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { marker } from '../../kit/in-process/marker-plugin.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'

const files = {
  'main.js': `import { one } from './one.js'\nimport('./later.js')\nexport { one }\n`,
  'one.js': `import './both.js'\nexport const one = 'one'\n`,
  'later.js': `import './both.js'\nimport './one.js'\nexport const later = 'later'\n`,
  'both.js': `globalThis.both = 'both'\n`,
  'data.txt': 'data',
}

/** Adds the text of a file to `one.js`, and looks for another one in vain. */
const reader = evaluateApart((calls: HookCalls, root: string) => ({
  name: 'reader',
  transform(code: string, id: string) {
    const fs = process.getBuiltinModule('node:fs')
    if (!id.endsWith('one.js')) {
      return { code, map: null }
    }
    calls.push('one.js')
    const found = [fs.readFileSync(`${root}/data.txt`, 'utf8'), fs.existsSync(`${root}/none.txt`)]
    return { code: `${code}globalThis.found = ${JSON.stringify(found)}\n`, map: null }
  },
}))

const scenarioOf = (project: Project) => ({
  project,
  plugins: (calls: HookCalls) => [reader(calls, project.root)],
  rekindle: { graph: true, plugins: { reader: true } },
})

function openSession(project: Project, bundler: Bundler, policy: PluginPolicy): Session {
  const session = new Session({
    root: new ProjectRoot(project.root),
    cacheDirectory: project.path('node_modules/.cache/rekindle'),
    scope: bundler.name === 'Vite' ? 'client client' : '',
    policies: { reader: policy },
  })
  session.load()
  onTestFinished(() => session.dispose())
  return session
}

/** module -> how it uses which others; ids of the bundler's own modules left out. */
function edgesIn(session: Session): Record<string, Record<string, number>> {
  const nodes = [...session.graph.nodes()].filter((node) => node.isModule && !node.id.startsWith('\0'))
  return Object.fromEntries(
    nodes.map((node) => [
      node.id,
      Object.fromEntries(
        [...node.edges]
          // What a plugin remembers is a group of inputs of all of its results.
          .flatMap(([target, kinds]) =>
            target.id.startsWith('\0ledger') ? [...target.edges] : [[target, kinds] as const],
          )
          .map(([{ id }, kinds]) => [id, kinds] as const)
          .filter(([id]) => !id.startsWith('\0')),
      ),
    ]),
  )
}

const [imports, loads, reads] = [1, 2, 4]
/** What a plugin that was opted in has read counts for all of its results. */
const read = { 'data.txt': reads, 'none.txt': reads }

function staleIn(update: SessionUpdate): string[] {
  const stale = update.kind === 'work' ? update.stale.map(({ module }) => module) : []
  return stale.filter((id) => !id.startsWith('\0')).sort()
}

describe.each(rollupAndVite)('after a build with $name', (bundler) => {
  it('the graph holds the imports and what hooks have read', async () => {
    const project = createProject(files)
    const { events } = await buildWith(bundler, scenarioOf(project))
    expect(events.filter(({ kind }) => kind === 'graph-recorded')).toHaveLength(1)
    expect(edgesIn(openSession(project, bundler, { reach: 'module' }))).toEqual({
      'main.js': { 'one.js': imports, 'later.js': loads, ...read },
      'one.js': { 'both.js': imports, ...read },
      'later.js': { 'both.js': imports, 'one.js': imports, ...read },
      'both.js': read,
    })
  })

  it('a session finds what has changed meanwhile, and whom it reaches', async () => {
    const project = createProject(files)
    await buildWith(bundler, scenarioOf(project))
    const session = openSession(project, bundler, { reach: 'imports' })
    expect(session.findChanges()).toEqual({ created: [], updated: [], deleted: [] })
    project.write('data.txt', 'other')
    project.write('none.txt', 'here')
    project.remove('later.js')
    const changes = session.findChanges()
    expect(changes).toMatchObject({
      created: [{ file: 'none.txt' }],
      updated: [{ file: 'data.txt' }],
      deleted: ['later.js'],
    })
    const update = await session.update(changes)
    expect(staleIn(update)).toEqual(['both.js', 'main.js', 'one.js'])
    const reasons = update.kind === 'work' ? update.stale.map(({ reason }) => reason) : []
    expect(reasons.map((reason) => 'through' in reason && reason.through.at(-1))).toEqual(
      expect.arrayContaining(['data.txt']),
    )
  })

  it('a build that restores everything records nothing, and one after an edit the new graph', async () => {
    const project = createProject(files)
    const scenario = scenarioOf(project)
    const recorded = async () =>
      (await buildWith(bundler, scenario)).events.some(({ kind }) => kind === 'graph-recorded')
    expect(await recorded()).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 30))
    // Files that were too young to be trusted in the first build are by now.
    await buildWith(bundler, scenario)
    expect(await recorded()).toBe(false)
    project.write('main.js', `export { later } from './later.js'\n`)
    project.write('later.js', `export const later = 'now'\n`)
    expect(await recorded()).toBe(true)
    expect(edgesIn(openSession(project, bundler, { reach: 'module' }))).toEqual({
      'main.js': { 'later.js': imports },
      'later.js': {},
    })
  })

  it('a build that fails records nothing', async () => {
    const project = createProject({ ...files, 'both.js': 'syntax error' })
    const events: { kind: string }[] = []
    const onEvent = (event: { kind: string }) => events.push(event)
    const rekindle = { ...scenarioOf(project).rekindle, onEvent }
    await expect(buildWith(bundler, { ...scenarioOf(project), rekindle })).rejects.toThrow()
    expect(events.filter(({ kind }) => kind === 'graph-recorded')).toEqual([])
  })
})

/** Puts the texts of all modules that a module imports, at any distance, in place of `INLINE`. */
const inliner = evaluateApart((results: Record<string, string>) => ({
  name: 'inliner',
  transform(code: string, id: string) {
    const fs = process.getBuiltinModule('node:fs')
    const path = process.getBuiltinModule('node:path')
    const textOf = (file: string): string => {
      const text = fs.readFileSync(file, 'utf8')
      const imported = [...text.matchAll(/import '(.*)'/g)].map((match) =>
        path.resolve(path.dirname(file), match[1] ?? ''),
      )
      return text + imported.map(textOf).join('')
    }
    if (id.startsWith('\0')) {
      return null
    }
    const result = code.replace('INLINE', () => JSON.stringify(code.includes('INLINE') ? textOf(id) : ''))
    results[path.basename(id)] = result
    return { code: result, map: null }
  },
}))

describe.each(rollupAndVite)('a plugin whose output depends on what it imports, on $name', (bundler) => {
  it('is right under `transitive` and not under `module`', async () => {
    const project = createProject({
      'main.js': `import './a.js'\nimport './d.js'\nglobalThis.main = INLINE\n`,
      'a.js': `import './b.js'\nglobalThis.a = 1\n`,
      'b.js': `import './c.js'\nglobalThis.b = INLINE\n`,
      'c.js': `globalThis.c = 1\n`,
      'd.js': `globalThis.d = INLINE\n`,
    })
    const build = async (): Promise<Record<string, string>> => {
      const results: Record<string, string> = {}
      // It isn't cached, so that its reads don't show: its policy alone is on trial.
      await buildWith(bundler, {
        project,
        plugins: (calls) => [inliner(results), marker(calls)],
        rekindle: { graph: true, plugins: { marker: true } },
      })
      return results
    }
    const before = await build()
    const sessions = [
      openSession(project, bundler, { reach: 'transitive' }),
      openSession(project, bundler, { reach: 'module' }),
    ]
    project.write('c.js', 'globalThis.c = 2\n')
    const [transitive, alone] = await Promise.all(
      sessions.map((session) => session.update(session.findChanges())),
    )
    const after = await build()
    const differing = Object.keys(after).filter((file) => before[file] !== after[file])
    expect(differing.sort()).toEqual(['b.js', 'c.js', 'main.js'])
    expect(staleIn(transitive as SessionUpdate)).toEqual(['a.js', 'b.js', 'c.js', 'main.js'])
    expect(staleIn(alone as SessionUpdate)).toEqual(['c.js'])
    expect(sessions[0]?.keyPart('reader', 'd.js' as ModuleId)).not.toBe(null)
  })
})
