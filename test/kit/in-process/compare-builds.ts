import { setTimeout as delay } from 'node:timers/promises'
import type { RekindleEvent, RekindleOptions } from 'unplugin-rekindle'
import { expect, vi } from 'vitest'
import { recordsWholeBuilds } from '../snapshot/records-whole-builds.ts'
import { buildUntilRestored } from '../snapshot/whole-build-series.ts'
import { wordsOfEvent } from '../snapshot/words-of-event.ts'
import type { BuildOutcome, BuildRequest, Built } from './build-request.ts'
import type { HookCalls } from './define-plugin.ts'
import { buildWithEsbuild } from './esbuild-build.ts'
import type { Project } from './project.ts'
import { buildWithRolldown } from './rolldown-build.ts'
import { buildWithRollup } from './rollup-build.ts'
import { buildWithVite } from './vite-build.ts'

export interface Bundler {
  readonly name: 'Rollup' | 'Rolldown' | 'Vite' | 'esbuild'
  readonly build: (project: Project, request: BuildRequest) => Promise<Built>
}

export const rollupBundler: Bundler = { name: 'Rollup', build: buildWithRollup }
export const viteBundler: Bundler = { name: 'Vite', build: buildWithVite }
export const rolldownBundler: Bundler = { name: 'Rolldown', build: buildWithRolldown }
/** Its plugins are of another kind. */
export const esbuildBundler: Bundler = { name: 'esbuild', build: buildWithEsbuild }
/** Those that take plugins as Rollup does. */
const isNightly = process.env['REKINDLE_NIGHTLY'] === '1'

/** Vite builds with Rolldown, so that what differs between the two is a matter for the nightly run and for files of its own. */
export const bundlers: readonly Bundler[] = isNightly
  ? [rollupBundler, viteBundler, rolldownBundler]
  : [rollupBundler, viteBundler]
/** For what is the tracer's or the store's matter: there Rolldown is no different from Vite, which builds by it. */
export const rollupAndVite: readonly Bundler[] = [rollupBundler, viteBundler]

/** A project and how to build it; `plugins` is called for each build with a list for the calls of its hooks. */
export interface Scenario extends Omit<BuildRequest, 'plugins' | 'rekindle'> {
  readonly project: Project
  readonly plugins: (calls: HookCalls) => readonly unknown[]
  readonly rekindle?: RekindleOptions | undefined
}

export interface Step {
  readonly outcome: BuildOutcome
  readonly calls: HookCalls
  readonly events: readonly RekindleEvent[]
  /** What a build without Rekindle called. */
  readonly cleanCalls: HookCalls
}

/** A file that changed so shortly before it is read is not trusted; files of one test are older than that. */
const SETTLING_MS = 25

/**
 * Builds without Rekindle and then with it, each as a new process would, and asserts that both made the same
 * files, logs and watched files. A second call is the warm build of the first one.
 */
export async function buildAsClean(bundler: Bundler, scenario: Scenario): Promise<Step> {
  await delay(SETTLING_MS)
  const clean = await buildWithout(bundler, scenario)
  const kept = await buildWith(bundler, scenario)
  expect(kept.outcome).toEqual(clean.outcome)
  if (recordsWholeBuilds) {
    await expectWholeBuildsAsClean(bundler, scenario)
  }
  return { ...kept, cleanCalls: clean.calls }
}

/**
 * Builds that record or restore the whole, after the last edit: all must be as a clean one. They are written, since Rolldown
 * doesn't restore what is only given back.
 */
async function expectWholeBuildsAsClean(bundler: Bundler, scenario: Scenario): Promise<void> {
  const clean = await buildWritten(bundler, scenario, null)
  const options = { ...scenario.rekindle, snapshot: true, cacheDir: 'node_modules/.cache/whole-builds' }
  await buildUntilRestored(async (time) => {
    const { outcome, events } = await buildWritten(bundler, scenario, options)
    expect(outcome, `whole build, ${time}: ${events.flatMap(wordsOfEvent).join('; ')}`).toEqual(clean.outcome)
    return events.flatMap(wordsOfEvent)
  })
}

async function buildWritten(
  bundler: Bundler,
  scenario: Scenario,
  rekindle: RekindleOptions | null,
): Promise<Built> {
  vi.resetModules()
  const plugins = scenario.plugins([])
  const built = await bundler.build(scenario.project, { ...scenario, plugins, rekindle, isWritten: true })
  if (rekindle !== null) {
    // Patches that nobody takes away would pile up.
    const { endListening } = await import('@rekindle/core')
    endListening()
  }
  return built
}

/** A build without Rekindle: the truth. */
async function buildWithout(
  bundler: Bundler,
  scenario: Scenario,
): Promise<{ readonly outcome: BuildOutcome; readonly calls: HookCalls }> {
  const calls: HookCalls = []
  const { outcome } = await bundler.build(scenario.project, {
    ...scenario,
    plugins: scenario.plugins(calls),
    rekindle: null,
  })
  return { outcome, calls }
}

/** A build with Rekindle in what its modules take for a new process. */
export async function buildWith(bundler: Bundler, scenario: Scenario): Promise<Omit<Step, 'cleanCalls'>> {
  vi.resetModules()
  const calls: HookCalls = []
  const { outcome, events } = await bundler.build(scenario.project, {
    ...scenario,
    plugins: scenario.plugins(calls),
    rekindle: scenario.rekindle ?? {},
  })
  return { outcome, calls, events }
}

/** The cold and the warm build of a scenario, both compared with a clean one. */
export async function buildTwice(
  bundler: Bundler,
  scenario: Scenario,
): Promise<{ readonly cold: Step; readonly warm: Step }> {
  const cold = await buildAsClean(bundler, scenario)
  return { cold, warm: await buildAsClean(bundler, scenario) }
}

/** Asserts that the cold build called the hooks as a clean one does, and the warm build none of them. */
export async function expectRestored(
  bundler: Bundler,
  scenario: Scenario,
): Promise<{ cold: Step; warm: Step }> {
  const steps = await buildTwice(bundler, scenario)
  expect(steps.cold.calls, 'calls of the cold build').not.toEqual([])
  expect([...steps.cold.calls].sort()).toEqual([...steps.cold.cleanCalls].sort())
  expect(steps.warm.calls, `calls of the warm build; ${describeReasons(steps.warm.events)}`).toEqual([])
  return steps
}

/** Asserts that both builds called the hooks as a clean one does; gives the reasons that were told. */
export async function expectUncached(bundler: Bundler, scenario: Scenario): Promise<readonly string[]> {
  const { cold, warm } = await buildTwice(bundler, scenario)
  expect(cold.calls, 'calls of the cold build').not.toEqual([])
  expect([...cold.calls].sort()).toEqual([...cold.cleanCalls].sort())
  expect([...warm.calls].sort()).toEqual([...warm.cleanCalls].sort())
  return reasonsOf(cold.events)
}

/** Why results were not kept, in words, each once. */
export function reasonsOf(events: readonly RekindleEvent[]): readonly string[] {
  const reasons = events.flatMap((event) => {
    if (event.kind !== 'uncacheable') {
      return []
    }
    const { reason } = event
    return 'detail' in reason ? [reason.detail] : [reason.kind]
  })
  return [...new Set(reasons)].sort()
}

function describeReasons(events: readonly RekindleEvent[]): string {
  const told = events.filter(({ kind }) => ['miss', 'uncacheable', 'cache-failed', 'plugin'].includes(kind))
  return told.map((event) => JSON.stringify(event)).join('\n')
}
