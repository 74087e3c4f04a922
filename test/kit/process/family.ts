import { expect } from 'vitest'
import { recordsWholeBuilds } from '../snapshot/records-whole-builds.ts'
import { buildUntilRestored } from '../snapshot/whole-build-series.ts'
import { Project } from './project.ts'
import { type BuildJob, type BuildOutcome, runBuild } from './run-build.ts'

export interface FamilyOptions extends BuildJob {
  /** Folder in `fixtures`. */
  readonly fixture: string
  /** Names of the plugins whose calls are looked at. */
  readonly plugins: readonly string[]
}

/**
 * One project with the builds of one test file. Every build with Rekindle is held against one without it of the
 * same state, which is made once per state.
 */
export class Family {
  readonly project: Project
  readonly #options: FamilyOptions
  readonly #truths: Map<string, Promise<BuildOutcome>>

  constructor(options: FamilyOptions, project?: Project, truths?: Map<string, Promise<BuildOutcome>>) {
    this.#options = options
    this.project = project ?? Project.fromFixture(options.fixture)
    this.#truths = truths ?? new Map()
  }

  /** The same project, cache included, in another folder. What is right there is what is right here. */
  copyTo(name: string): Family {
    return new Family(this.#options, this.project.copyTo(name), this.#truths)
  }

  /** The outcome without Rekindle. */
  truth(job: Partial<BuildJob> = {}): Promise<BuildOutcome> {
    const state = JSON.stringify([this.project.digest(), job])
    const known = this.#truths.get(state)
    const truth = known ?? runBuild(this.project, { ...this.#options, ...job }, 'plain')
    this.#truths.set(state, truth)
    return truth
  }

  /** Whether the output without Rekindle holds a text: an edit that doesn't reach the output tests nothing. */
  async writes(text: string): Promise<boolean> {
    const { files } = await this.truth()
    return Object.values(files).some((content) => content.includes(text))
  }

  /** Two builds without Rekindle must agree before anything can be compared. */
  async expectDeterminism(job: Partial<BuildJob> = {}): Promise<BuildOutcome> {
    const one = await this.truth(job)
    expect(one.error).toBeNull()
    const other = await runBuild(this.project, { ...this.#options, ...job }, 'plain')
    expectSame(other, one)
    expect(Object.keys(one.files)).not.toEqual([])
    return one
  }

  /** A build with Rekindle, not compared with anything. */
  run(job: Partial<BuildJob> = {}): Promise<BuildOutcome> {
    return runBuild(this.project, { ...this.#options, ...job }, 'cached')
  }

  /** Builds with Rekindle, compares everything with the truth and returns the real calls of the watched plugins. */
  async build(job: Partial<BuildJob> = {}): Promise<readonly string[]> {
    const truth = await this.truth(job)
    // Two builds that fail alike would compare nothing.
    expect(truth.error).toBeNull()
    const outcome = await this.run(job)
    expectSame(outcome, truth)
    expect(outcome.report?.failures ?? []).toEqual([])
    if (recordsWholeBuilds) {
      await buildUntilRestored(async (time) => {
        const whole = await runBuild(this.project, { ...this.#options, ...job }, 'whole')
        expectSameWhole(whole, truth, time)
        return whole.wholeBuilds
      })
    }
    return this.callsOf(outcome)
  }

  /** Builds with Rekindle what can't be built, and compares how it fails. */
  async expectFailure(message: string): Promise<void> {
    const truth = await this.truth()
    expect(truth.error).toContain(message)
    expectSame(await this.run(), truth)
  }

  /** Calls of the watched plugins that returned something, as `plugin hook id`, without hashes of content. */
  callsOf(outcome: BuildOutcome): readonly string[] {
    return outcome.calls
      .filter((call) => this.#options.plugins.some((plugin) => call.startsWith(`${plugin} `)))
      .map((call) => call.replace(/=[0-9a-f]{8}\b/g, '=<hash>'))
  }
}

/** Output, warnings and the error of a build that records the whole, or restores it: then nobody can tell what it would watch. */
export function expectSameWhole(outcome: BuildOutcome, truth: BuildOutcome, time: string): void {
  const what = `whole build, ${time}: ${outcome.wholeBuilds.join('; ')}`
  expect(outcome.error, what).toBe(truth.error)
  expect(outcome.files, what).toEqual(truth.files)
  expect(outcome.warnings, what).toEqual(truth.warnings)
}

/** Output, warnings, watched files and the error of two builds are equal. */
export function expectSame(outcome: BuildOutcome, truth: BuildOutcome): void {
  expect(outcome.error).toBe(truth.error)
  expect(outcome.files).toEqual(truth.files)
  expect(outcome.warnings).toEqual(truth.warnings)
  if (truth.error === null) {
    expect(outcome.watched).toEqual(truth.watched)
  } else {
    // The bundler stops at the first error; which other modules it has begun by then is a matter of speed, in both builds.
    expect(outcome.watched.filter((file) => truth.watched.includes(file)).length > 0).toBe(
      truth.watched.length > 0,
    )
  }
}
