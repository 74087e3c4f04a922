import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { BuildReport, MissReason } from 'unplugin-rekindle'
import { expect } from 'vitest'
import { recordsWholeBuilds } from '../snapshot/records-whole-builds.ts'
import { buildUntilRestored } from '../snapshot/whole-build-series.ts'
import type { Project } from './project.ts'
import { runNode } from './run-node.ts'

/** A call that was not answered from the cache. */
export interface Miss {
  readonly plugin: string
  readonly id: string
  readonly reason: MissReason
}

/** What the child writes beside the output. */
interface ToldByScript {
  readonly misses: readonly Miss[]
  readonly wholeBuilds: readonly string[]
}

type Files = Readonly<Record<string, string>>

/** What the builds of one state have given. */
export interface ScriptOutcome {
  readonly files: Files
  /** Files without the plugin. */
  readonly truth: Files
  /** In the order of plugins and modules. */
  readonly misses: readonly Miss[]
  /** Of the last build of the script. */
  readonly report: BuildReport
}

const child = fileURLToPath(new URL('./script-child.mjs', import.meta.url))

/** Builds of one project. That without the plugin is made once for each state of the files and links that the case knows. */
export class ScriptRuns {
  readonly #project: Project
  readonly #paths: readonly string[]
  readonly #needsProcesses: boolean
  readonly #truths: Map<string, Files> = new Map()

  constructor(
    project: Project,
    named: readonly Readonly<Record<string, unknown>>[],
    needsProcesses: boolean,
  ) {
    this.#project = project
    this.#needsProcesses = needsProcesses
    this.#paths = [...new Set(named.flatMap(Object.keys))]
  }

  async run(env: Readonly<Record<string, string>>): Promise<ScriptOutcome> {
    const project = this.#project
    const state = JSON.stringify([env, this.#paths.map((path) => project.stateOf(path))])
    const known = this.#truths.get(state)
    const reportFile = project.path('../report.json')
    const toldFile = project.path('../told.json')
    for (const left of ['dist', '../with-rekindle', '../report.json', '../told.json']) {
      fs.rmSync(project.path(left), { recursive: true, force: true })
    }
    const builds = known === undefined ? ['cached', 'plain'] : ['cached']
    for (const together of this.#needsProcesses ? builds.map((each) => [each]) : [builds]) {
      const { code, printed } = await runNode(
        project.root,
        [child, '../with-rekindle', toldFile, ...together],
        {
          ...env,
          REKINDLE_REPORT: reportFile,
        },
      )
      expect(code, printed).toBe(0)
    }
    const truth = known ?? project.readFolder('dist')
    this.#truths.set(state, truth)
    const { misses } = readJson<ToldByScript>(toldFile)
    const report = readJson<BuildReport>(reportFile)
    const files = project.readFolder('../with-rekindle')
    if (recordsWholeBuilds) {
      await buildUntilRestored((time) => this.#buildWhole(env, truth, time))
    }
    return { files, truth, misses: [...misses].sort(byName), report }
  }

  async #buildWhole(
    env: Readonly<Record<string, string>>,
    truth: Files,
    time: string,
  ): Promise<readonly string[]> {
    const project = this.#project
    const toldFile = project.path('../told.json')
    for (const left of ['dist', '../with-rekindle']) {
      fs.rmSync(project.path(left), { recursive: true, force: true })
    }
    const { code, printed } = await runNode(project.root, [child, '../with-rekindle', toldFile, 'cached'], {
      ...env,
      KIT_WHOLE_BUILDS: 'yes',
    })
    expect(code, printed).toBe(0)
    const { wholeBuilds } = readJson<ToldByScript>(toldFile)
    expect(project.readFolder('../with-rekindle'), `whole build, ${time}: ${wholeBuilds.join('; ')}`).toEqual(
      truth,
    )
    return wholeBuilds
  }
}

function readJson<Value>(file: string): Value {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Value
}

function byName(one: Miss, other: Miss): number {
  return nameOf(one).localeCompare(nameOf(other))
}

function nameOf({ plugin, id }: Miss): string {
  return `${plugin} ${id}`
}
