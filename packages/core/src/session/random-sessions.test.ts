import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ModuleId } from '../graph/module-node.ts'
import type { PluginPolicy } from '../graph/policy.ts'
import { fingerprintOf } from '../key/cache-key.ts'
import { type TestFolder, useTestFolder } from '../key/test-folder.ts'
import { announceSeed } from '../key/test-seed.ts'
import { SessionTestProject } from './session-test-project.ts'

const folder = useTestFolder()
const FILES = 7

const line = fc.oneof(
  { weight: 3, arbitrary: fc.nat(2).map(String) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom('import', 'inline', 'load', 'read'), fc.nat(FILES - 1))
      .map(([word, file]) => `${word} m${file}`),
  },
  { weight: 2, arbitrary: fc.nat(3).map((text) => `// ${text}`) },
  { weight: 1, arbitrary: fc.constant('throw') },
)
const text = fc.array(line, { maxLength: 4 }).map((lines) => [...new Set(lines)].join('\n'))
const edits = fc.dictionary(
  fc.nat(FILES - 1).map((file) => `m${file}`),
  fc.option(text, { freq: 6, nil: null }),
  { minKeys: 1, maxKeys: 3 },
)

const step = fc.record({ edits, isNewProcess: fc.boolean() })

/** A compiler that inlines the results of others is right under these, and under no others. */
const policy: fc.Arbitrary<PluginPolicy> = fc.constantFrom(
  { reach: 'transitive' },
  { reach: 'transitive', sees: 'source' },
  { reach: 'transitive', sees: 'result' },
)

it('after every update each module has the result of a clean build, and each ran once at most', async () => {
  const seed = announceSeed('sessions: 300 sequences')
  const tally = { ran: 0, spared: 0 }
  const sequence = fc.record({
    policy,
    start: fc.dictionary(
      fc.nat(FILES - 1).map((file) => `m${file}`),
      text,
      { minKeys: 3 },
    ),
    steps: fc.array(step, { minLength: 1, maxLength: 5 }),
  })
  let run = 0
  await fc.assert(
    fc.asyncProperty(sequence, async ({ policy: plugin, start, steps }) => {
      run += 1
      await checkSession(roomFor(run), plugin, start, steps, tally)
    }),
    { numRuns: 300, seed },
  )
  expect(tally.ran).toBeGreaterThan(300)
  expect(tally.spared).toBeGreaterThan(300)
}, 120_000)

function roomFor(run: number): TestFolder {
  return { ...folder, path: folder.at(`${run}`), at: (file) => folder.at(`${run}/${file}`) }
}

async function checkSession(
  room: TestFolder,
  plugin: PluginPolicy,
  start: Readonly<Record<string, string>>,
  steps: readonly { edits: Record<string, string | null>; isNewProcess: boolean }[],
  tally: { ran: number; spared: number },
): Promise<void> {
  const project = new SessionTestProject(room)
  project.open({ plugin })
  project.edit(start)
  // What a bundler would tell of a first build; what doesn't compile has failed.
  for (const id of project.texts.keys()) {
    recordOrFail(project, id as ModuleId)
  }
  for (const { edits: changes, isNewProcess } of steps) {
    if (isNewProcess) {
      await project.session.dispose()
      project.open({ plugin })
    }
    const resultsBefore = resultsOf(project)
    project.runs.length = 0
    const change = project.edit(changes)
    const before = new Set(resultsBefore.keys())
    await project.session.update(change)
    const ran = project.runs.flat()
    expect(ran.length, 'a module ran twice').toBe(new Set(ran).size)
    // The bundler finds new modules by itself.
    for (const id of project.texts.keys()) {
      if (!before.has(id as ModuleId)) {
        recordOrFail(project, id as ModuleId)
      }
    }
    tally.ran += ran.length
    tally.spared += project.texts.size - ran.length
    expectClean(project, plugin)
  }
  await project.session.dispose()
}

function recordOrFail(project: SessionTestProject, id: ModuleId): void {
  try {
    project.session.record({ modules: [project.factsOf(id)] })
  } catch (error) {
    const { id: module, ...facts } = project.bareFactsOf(id)
    project.session.record({ modules: [{ ...facts, id: module }] })
    project.session.recordFailure(module, error)
  }
}

/** module -> result as the session has it */
function resultsOf(project: SessionTestProject): Map<ModuleId, unknown> {
  const results = new Map<ModuleId, unknown>()
  for (const node of project.session.graph.nodes()) {
    if (node.isModule) {
      results.set(node.id, node.result)
    }
  }
  return results
}

function expectClean(project: SessionTestProject, plugin: PluginPolicy): void {
  const found = resultsOf(project)
  expect([...found.keys()].sort()).toEqual([...project.texts.keys()].sort())
  for (const [id, result] of found) {
    const clean = cleanResult(project, id)
    const standing = project.session.standingOf(id)
    const isSparedFailure = plugin.sees === 'result' && !project.texts.get(id)?.includes('throw')
    if (clean === null && isSparedFailure && standing.kind === 'fresh') {
      // What it inlines doesn't compile: the build fails by that, and this keeps its last result till there is another.
      continue
    }
    if (clean === null) {
      expect(standing, id).toMatchObject({ kind: 'stale', reason: { kind: 'failed-last-time' } })
    } else {
      expect(standing, id).toEqual({ kind: 'fresh' })
      expect(result, id).toBe(clean)
    }
  }
}

function cleanResult(project: SessionTestProject, id: ModuleId): unknown {
  try {
    return fingerprintOf(project.resultOf(id))
  } catch {
    return null
  }
}
