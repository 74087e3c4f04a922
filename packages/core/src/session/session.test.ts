import fs from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ModuleId } from '../graph/module-node.ts'
import type { RootRelativePath } from '../key/project-root.ts'
import { useTestFolder } from '../key/test-folder.ts'
import type { SessionUpdate } from './session-answers.ts'
import { SessionTestProject } from './session-test-project.ts'

const folder = useTestFolder()
let project: SessionTestProject
beforeEach(() => {
  project = new SessionTestProject(folder)
})

const alone = { plugin: { reach: 'module' } } as const
const near = { plugin: { reach: 'imports' } } as const
const far = { plugin: { reach: 'transitive' } } as const

const chain = { a: 'import b', b: 'import c\n1', c: '1', d: '1' }

function staleIn(update: SessionUpdate): unknown {
  return update.kind === 'work'
    ? Object.fromEntries(
        update.stale.map(({ module, reason }) => [
          module,
          'through' in reason ? [reason.kind, ...reason.through] : [reason.kind],
        ]),
      )
    : update.kind
}

describe('what is stale', () => {
  it.each([
    ['module', alone, { c: ['content-changed'] }],
    ['imports', near, { c: ['content-changed'], b: ['import-changed', 'c'] }],
    [
      'transitive',
      far,
      { c: ['content-changed'], b: ['import-changed', 'c'], a: ['transitive-change', 'b', 'c'] },
    ],
  ] as const)(
    'follows from the policy `%s`, with the way to what has changed',
    async (_name, policies, stale) => {
      project.open(policies)
      project.build(chain)
      const update = await project.session.update(project.edit({ c: '2' }))
      expect(staleIn(update)).toEqual(stale)
    },
  )

  it('is told for each plugin by its own policy', async () => {
    project.open({ one: { reach: 'module' }, two: { reach: 'imports' }, three: { reach: 'transitive' } })
    project.build(chain)
    const update = await project.session.update(project.edit({ c: '2' }))
    const plugins = update.kind === 'work' ? update.stale.map((one) => [one.module, one.plugins]) : []
    expect(Object.fromEntries(plugins)).toEqual({
      c: ['one', 'two', 'three'],
      b: ['two', 'three'],
      a: ['three'],
    })
  })

  it('runs once, what it uses first', async () => {
    project.open(far)
    project.build({ a: 'import b\nimport c', b: 'import d', c: 'import d', d: '1' })
    await project.session.update(project.edit({ d: '2' }))
    expect(project.runs).toEqual([['d'], ['b', 'c'], ['a']])
  })

  it('reaches who reads a file, by whatever policy', async () => {
    project.open(alone)
    project.build({ ...chain, d: 'read data.txt', 'data.txt': '1' })
    const update = await project.session.update(project.edit({ 'data.txt': '2' }))
    expect(staleIn(update)).toEqual({ d: ['input-changed', 'data.txt'] })
  })

  it('reaches who has looked for a file that is created', async () => {
    project.open(alone)
    project.build({ ...chain, d: 'read none.txt' })
    expect(staleIn(await project.session.update(project.edit({ 'none.txt': '1' })))).toEqual({
      d: ['input-changed', 'none.txt'],
    })
  })

  it('reaches who has listed the folder of a file that comes or goes, and not of one that is edited', async () => {
    project.open(alone)
    project.build({ d: 'read data/\nread ./', 'data/one.txt': '1' })
    const create = await project.session.update(project.edit({ 'data/two.txt': '1' }))
    expect(staleIn(create)).toEqual({ d: ['input-changed', 'data/'] })
    expect((await project.session.update(project.edit({ 'data/two.txt': '2' }))).kind).toBe('nothing')
    const remove = await project.session.update(project.edit({ 'data/two.txt': null }))
    expect(staleIn(remove)).toEqual({ d: ['input-changed', 'data/'] })
    expect(staleIn(await project.session.update(project.edit({ 'top.txt': '1' })))).toEqual({
      d: ['input-changed', './'],
    })
  })

  it('is a module with a query when its file changes', async () => {
    project.open(alone)
    project.build({ 'App.vue': '1' })
    project.session.record({
      modules: ['App.vue?type=style', '\0App.vue?proxy'].map((id) => ({
        ...project.factsOf('App.vue' as ModuleId),
        id: id as ModuleId,
      })),
    })
    const update = await project.session.update(project.edit({ 'App.vue': '2' }))
    expect(Object.keys(staleIn(update) as object).sort()).toEqual([
      '\0App.vue?proxy',
      'App.vue',
      'App.vue?type=style',
    ])
  })
})

describe('an update that affects nothing', () => {
  it.each([
    ['a touch', { c: '1' }],
    ['a file that nothing is made of', { 'readme.md': '1' }],
    ['no change', {}],
  ])('runs nothing: %s', async (_what, edits) => {
    project.open(far)
    project.build(chain)
    expect((await project.session.update(project.edit(edits))).kind).toBe('nothing')
    expect(project.runs).toEqual([])
  })

  it('says of each file why', async () => {
    project.open(far)
    project.build(chain)
    const { files } = (await project.session.update(
      project.edit({ c: '1', readme: '1' }),
    )) as SessionUpdate & { kind: 'nothing' }
    expect(files.map(({ kind, file }) => [kind, file])).toEqual([
      ['equal', 'c'],
      ['unused', 'readme'],
    ])
  })
})

describe('early cutoff', () => {
  const seeing = { plugin: { reach: 'transitive', sees: 'result' } } as const

  it('stops at a comment for who sees results', async () => {
    project.open(seeing)
    project.build(chain)
    const update = await project.session.update(project.edit({ c: '// new\n1' }))
    expect(project.runs).toEqual([['c']])
    expect(update.kind === 'work' && update.decisions.map(({ kind, module }) => [kind, module])).toEqual([
      ['equal', 'c'],
      ['spared', 'b'],
      ['spared', 'a'],
    ])
  })

  it('goes on as far as results differ', async () => {
    project.open({ plugin: { reach: 'imports', sees: 'result' } })
    project.build({ a: 'import b', b: 'inline c', c: '1' })
    await project.session.update(project.edit({ c: '2' }))
    expect(project.runs).toEqual([['c'], ['b'], ['a']])
  })

  it('does not hold for who sees sources', async () => {
    project.open(far)
    project.build(chain)
    await project.session.update(project.edit({ c: '// new\n1' }))
    expect(project.runs).toEqual([['c'], ['b'], ['a']])
  })

  it('is told to a bundler that runs modules itself', async () => {
    const noRun = new SessionTestProject(folder)
    noRun.open(seeing, { run: undefined as never })
    noRun.build(chain)
    const update = await noRun.session.update(noRun.edit({ c: '// new\n1' }))
    expect(
      update.kind === 'work' &&
        update.stale.map(({ module, plugins, undecided }) => [module, plugins, undecided]),
    ).toEqual([
      ['c', ['plugin'], []],
      ['b', [], ['plugin']],
      ['a', [], ['plugin']],
    ])
    const { decisions, stale } = noRun.session.record({ modules: [noRun.factsOf('c' as ModuleId)] })
    expect(decisions.map(({ kind }) => kind)).toEqual(['equal', 'spared', 'spared'])
    expect(stale).toEqual([])
    expect(noRun.session.standingOf('a' as ModuleId)).toEqual({ kind: 'fresh' })
  })
})

describe('deleted modules', () => {
  it('need no access to files, and reach their importers', async () => {
    project.open(near)
    project.build(chain)
    const read = fs.readFileSync
    const update = await project.session.update({ deleted: ['c' as RootRelativePath] })
    expect(fs.readFileSync).toBe(read)
    expect(staleIn(update)).toEqual({ b: ['import-changed', 'c'] })
    expect(project.session.standingOf('c' as ModuleId)).toEqual({ kind: 'unknown' })
  })

  it('that were renamed reach who imports either name', async () => {
    project.open(near)
    project.build({ ...chain, d: 'import e' })
    const update = await project.session.update(project.edit({ c: null, e: '1' }))
    expect(staleIn(update)).toEqual({ b: ['import-changed', 'c'], d: ['import-changed', 'e'] })
  })
})

describe('a module whose hook throws', () => {
  it('is stale until it passes, with its error', async () => {
    project.open(near)
    project.build(chain)
    await project.session.update(project.edit({ c: 'throw' }))
    expect(project.session.standingOf('c' as ModuleId)).toMatchObject({
      kind: 'stale',
      reason: { kind: 'failed-last-time', error: 'c does not compile' },
    })
    const again = await project.session.update({})
    expect(staleIn(again)).toEqual({ c: ['failed-last-time'] })
    await project.session.update(project.edit({ c: '2' }))
    expect(project.session.standingOf('c' as ModuleId)).toEqual({ kind: 'fresh' })
    expect((await project.session.update({})).kind).toBe('nothing')
  })

  it('is so in the next process too', async () => {
    project.open(near)
    project.build(chain)
    await project.session.update(project.edit({ c: 'throw' }))
    await project.session.dispose()
    project.open(near)
    expect(staleIn(await project.session.update({}))).toEqual({ c: ['failed-last-time'] })
  })

  it('spares who sees its result until there is another', async () => {
    project.open({ plugin: { reach: 'imports', sees: 'result' } })
    project.build({ a: 'inline b', b: '1' })
    await project.session.update(project.edit({ b: 'throw' }))
    expect(project.runs.flat()).toEqual(['b'])
    await project.session.update(project.edit({ b: '2' }))
    expect(project.runs.flat()).toEqual(['b', 'b', 'a'])
  })

  it('leaves what has not run stale when the runner itself throws', async () => {
    const broken = () => Promise.reject(new Error('out of order'))
    project.open(near, { run: broken })
    project.build(chain)
    await expect(project.session.update(project.edit({ c: '2' }))).rejects.toThrow('out of order')
    expect(project.session.standingOf('b' as ModuleId)).toMatchObject({ kind: 'stale' })
    await expect(project.session.update({})).rejects.toThrow('out of order')
  })
})

describe('updates at the same time', () => {
  it('are queued, and those that wait are merged into one', async () => {
    project.open(far)
    project.build(chain)
    const first = project.session.update(project.edit({ c: '2' }))
    await Promise.resolve()
    await Promise.resolve()
    const others = [{ c: '3' }, { d: '3' }, { d: '4' }].map((edit) =>
      project.session.update(project.edit(edit)),
    )
    const answers = await Promise.all(others)
    await first
    expect(new Set(answers).size).toBe(1)
    expect(staleIn(answers[0] as SessionUpdate)).toMatchObject({ d: ['content-changed'] })
    expect(project.session.standingOf('a' as ModuleId)).toEqual({ kind: 'fresh' })
  })
})

describe('a graph that can not be read', () => {
  it('is given up with one event, and begun anew', async () => {
    project.open(far)
    project.build(chain)
    await project.session.dispose()
    damageSegments(folder.at('.cache'))
    project.open(far)
    const update = await project.session.update(project.edit({ c: '2' }))
    expect(update.kind).toBe('lost')
    expect(project.events.filter(({ kind }) => kind === 'graph-lost')).toHaveLength(1)
    expect(project.session.standingOf('c' as ModuleId)).toEqual({ kind: 'unknown' })
    project.build({})
    expect(staleIn(await project.session.update(project.edit({ c: '3' })))).toMatchObject({
      a: ['transitive-change', 'b', 'c'],
    })
  })

  it('is none when the cache folder is gone', async () => {
    project.open(far)
    project.build(chain)
    await project.session.dispose()
    fs.rmSync(folder.at('.cache'), { recursive: true })
    project.open(far)
    expect((await project.session.update(project.edit({ c: '2' }))).kind).toBe('nothing')
  })
})

/** Turns a byte in the first record of each file, which is a segment of the graph. */
function damageSegments(cache: string): void {
  for (const name of fs.readdirSync(cache, { recursive: true }) as string[]) {
    if (name.endsWith('.pack')) {
      const file = path.join(cache, name)
      const bytes = fs.readFileSync(file)
      bytes.write('?', 200)
      fs.writeFileSync(file, bytes)
    }
  }
}

describe('files looked at by the session itself', () => {
  it('are read when nobody tells their fingerprints', async () => {
    project.open(near)
    folder.write('b.js', 'one')
    const facts = { source: null, result: null, dynamicImports: [], inputs: [] }
    project.session.record({
      modules: [
        { ...facts, id: 'a.js' as ModuleId, staticImports: ['b.js' as ModuleId] },
        { ...facts, id: 'b.js' as ModuleId, staticImports: [] },
      ],
    })
    const touch = { updated: [{ file: 'b.js' as RootRelativePath }] }
    expect((await project.session.update(touch)).kind).toBe('nothing')
    folder.write('b.js', 'two')
    expect(project.session.findChanges().updated).toMatchObject([{ file: 'b.js' }])
    expect(staleIn(await project.session.update(touch))).toEqual({
      'b.js': ['content-changed'],
      'a.js': ['import-changed', 'b.js'],
    })
  })
})

describe('modules that are left out', () => {
  it('neither run nor stop a change', async () => {
    project.open(far, { exclude: (id) => id === 'b' })
    project.build(chain)
    await project.session.update(project.edit({ c: '2' }))
    expect(project.runs).toEqual([['c'], ['a']])
  })
})

describe('the key of a result', () => {
  it.each([
    ['module', alone, [], ['c', 'b', 'a']],
    ['imports', near, ['b'], ['c', 'a']],
    ['transitive', far, ['c', 'b', 'a'], []],
  ] as const)('follows what the policy `%s` covers', async (_name, policies, changing, staying) => {
    project.open(policies)
    project.build(chain)
    const keys = () =>
      new Map(['a', 'b', 'c'].map((id) => [id, project.session.keyPart('plugin', id as ModuleId)]))
    const before = keys()
    await project.session.update(project.edit({ c: '2' }))
    const after = keys()
    expect(changing.filter((id) => before.get(id) === after.get(id))).toEqual([])
    expect(staying.filter((id) => before.get(id) !== after.get(id))).toEqual([])
    await project.session.update(project.edit({ c: '1' }))
    expect(keys()).toEqual(before)
  })
})

it('events tell what an update has come to', async () => {
  project.open(far)
  project.build(chain)
  await project.session.update(project.edit({ c: '2' }))
  await project.session.update(project.edit({ c: '2' }))
  expect(project.events.filter(({ kind }) => kind === 'session-updated')).toEqual([
    { kind: 'session-updated', changed: 1, stale: 3 },
    { kind: 'session-updated', changed: 0, stale: 0 },
  ])
})
