import fs from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import fc from 'fast-check'
import type { RekindleOptions } from 'unplugin-rekindle'
import { expect, vi } from 'vitest'
import type { BuildOutcome, BuildRequest } from '../kit/in-process/build-request.ts'
import type { Bundler } from '../kit/in-process/compare-builds.ts'
import { createProjectFolder } from '../kit/in-process/project.ts'
import { type Edit, Editor, edit, moduleText, setVariable } from './random-edit.ts'
import { makePlugin, pluginSpec } from './random-plugin.ts'

interface Step {
  readonly edit: Edit
  /** True: the engine's own memory is that of a new process. */
  readonly isNewProcess: boolean
  /** True: the edit is old enough to be trusted when the build starts. */
  readonly waits: boolean
}

interface Sequence<Spec> {
  readonly plugins: readonly Spec[]
  readonly steps: readonly Step[]
}

/** Random plugins, and how one is made for a project. */
export interface RandomPlugins<Spec> {
  readonly spec: fc.Arbitrary<Spec>
  readonly make: (spec: Spec, root: string, index: number) => unknown
  /** Options of Rekindle; all plugins are cached when left out. */
  readonly rekindle?: RekindleOptions
  /** Further options of the bundler for the next build. */
  readonly config?: () => BuildRequest['config']
}

/** Plugins of the bundlers that take them as Rollup does. */
export const rollupStylePlugins = {
  spec: pluginSpec,
  make: (spec, root, index) => makePlugin([], spec, root, index),
} satisfies RandomPlugins<Parameters<typeof makePlugin>[1]>

function sequenceOf<Spec>(spec: fc.Arbitrary<Spec>): fc.Arbitrary<Sequence<Spec>> {
  return fc.record({
    plugins: fc.array(spec, { minLength: 1, maxLength: 3 }),
    steps: fc.array(fc.record({ edit, isNewProcess: fc.boolean(), waits: fc.boolean() }), {
      minLength: 2,
      maxLength: 6,
    }),
  })
}

const NIGHTLY = process.env['REKINDLE_NIGHTLY'] === '1' ? 20 : 1

/** What became of the calls whose results can be kept; a cache that never restores obeys the law as well. */
export interface Tally {
  hits: number
  stored: number
}

/** Checks the law on random sequences; prints the seed, which `REKINDLE_SEED` repeats. */
export async function checkLaw<Spec>(
  bundler: Bundler,
  plugins: RandomPlugins<Spec>,
  dailyRuns = 50,
): Promise<Tally> {
  const runs = dailyRuns * NIGHTLY
  const seed = Number(process.env['REKINDLE_SEED'] ?? Date.now() % 2 ** 31)
  console.info(`edit sequences on ${bundler.name}: ${runs} runs, seed ${seed}`)
  const tally: Tally = { hits: 0, stored: 0 }
  await fc.assert(
    fc.asyncProperty(sequenceOf(plugins.spec), (example) => runSequence(bundler, plugins, example, tally)),
    { numRuns: runs, seed, endOnFailure: false },
  )
  return tally
}

async function runSequence<Spec>(
  bundler: Bundler,
  { make: makeOne, rekindle = { plugins: { '*': true } }, config = () => undefined }: RandomPlugins<Spec>,
  { plugins, steps }: Sequence<Spec>,
  tally: Tally,
): Promise<void> {
  const project = createProjectFolder({
    'm0.js': moduleText(0, 'zero', [1, 2]),
    'm1.js': moduleText(1, 'one', [3]),
    'm2.js': moduleText(2, 'two', []),
    'm3.js': moduleText(3, 'three', []),
    'data/0.txt': 'a',
    'data/1.txt': 'b',
  })
  const before = process.cwd()
  process.chdir(project.root)
  const make = () => plugins.map((spec, index) => makeOne(spec, project.root, index))
  const editor = new Editor(project)
  const first: Step = { edit: { kind: 'nothing' }, isNewProcess: true, waits: true }
  try {
    for (const [index, step] of [first, ...steps].entries()) {
      editor.apply(step.edit)
      if (step.waits) {
        await delay(15)
      }
      if (step.isNewProcess) {
        vi.resetModules()
      }
      const request = { config: config(), input: 'm0.js' }
      const clean = await bundler.build(project, { ...request, plugins: make(), rekindle: null })
      const kept = await bundler.build(project, { ...request, plugins: make(), rekindle })
      for (const { kind } of kept.events) {
        tally.hits += kind === 'hit' ? 1 : 0
        tally.stored += kind === 'stored' ? 1 : 0
      }
      expect(withSortedLogs(kept.outcome), `after step ${index}`).toEqual(withSortedLogs(clean.outcome))
    }
  } finally {
    process.chdir(before)
    fs.rmSync(project.root, { recursive: true, force: true })
    for (const variable of [0, 1, 2]) {
      setVariable(variable, null)
    }
  }
}

/** Modules are worked on at once: which of them logs first, or imports another first, is chance in any build. */
function withSortedLogs(outcome: BuildOutcome): BuildOutcome {
  return { ...outcome, logs: outcome.logs.map((log) => JSON.stringify(log, withoutImport)).sort() }
}

/** Esbuild adds to a warning by which import the plugin was triggered. */
function withoutImport(name: string, value: unknown): unknown {
  return name === 'notes' ? undefined : value
}
