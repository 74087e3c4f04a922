import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { BuildReport, MissReason } from 'unplugin-rekindle'
import { expect } from 'vitest'
import type { Project } from './project.ts'
import { runNode } from './run-node.ts'

/** A call that was not answered from the cache. */
export interface Miss {
  readonly plugin: string
  readonly id: string
  readonly reason: MissReason
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
    const missesFile = project.path('../misses.json')
    for (const left of ['dist', '../with-rekindle', '../report.json', '../misses.json']) {
      fs.rmSync(project.path(left), { recursive: true, force: true })
    }
    const builds = known === undefined ? ['cached', 'plain'] : ['cached']
    for (const together of this.#needsProcesses ? builds.map((each) => [each]) : [builds]) {
      const { code, printed } = await runNode(
        project.root,
        [child, '../with-rekindle', missesFile, ...together],
        {
          ...env,
          REKINDLE_REPORT: reportFile,
        },
      )
      expect(code, printed).toBe(0)
    }
    const truth = known ?? project.readFolder('dist')
    this.#truths.set(state, truth)
    const misses = readJson<Miss[]>(missesFile).sort((one, other) => nameOf(one).localeCompare(nameOf(other)))
    const report = readJson<BuildReport>(reportFile)
    return { files: project.readFolder('../with-rekindle'), truth, misses, report }
  }
}

function readJson<Value>(file: string): Value {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Value
}

function nameOf({ plugin, id }: Miss): string {
  return `${plugin} ${id}`
}
