import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BuildReport } from 'unplugin-rekindle'
import type { Project } from './project.ts'
import { runNode } from './run-node.ts'

/** What to build, and how. */
export interface BuildJob {
  readonly bundler: 'vite' | 'rollup' | 'rolldown'
  /** Config file relative to the project; the bundler's usual one when left out. */
  readonly config?: string
  readonly mode?: string
  readonly sourcemap?: boolean
  /** Entry of a server build. */
  readonly ssr?: string
  /** All environments by one builder. */
  readonly isApp?: boolean
  readonly outDir?: string
  readonly define?: Readonly<Record<string, string>>
  /** Environment variables for the child. */
  readonly env?: Readonly<Record<string, string>>
}

/** Everything that can be told of one build. Paths are relative to the project. */
export interface BuildOutcome {
  /** Output files by path; text as it is, other bytes as base64. */
  readonly files: Readonly<Record<string, string>>
  readonly warnings: readonly string[]
  readonly watched: readonly string[]
  /** Calls of the plugins' own hooks that returned something: `plugin hook id`. */
  readonly calls: readonly string[]
  /** Those that returned nothing. */
  readonly emptyCalls: readonly string[]
  /** Why results of the cache were not used or not kept, as Rekindle says: `plugin hook id: reason`. */
  readonly misses: readonly string[]
  /** What failed in Rekindle itself. */
  readonly failures: readonly string[]
  /** What became of whole builds, where they are recorded. */
  readonly wholeBuilds: readonly string[]
  /** Message of the error that ended the build. */
  readonly error: string | null
  /** Null without Rekindle. */
  readonly report: BuildReport | null
}

const child = fileURLToPath(new URL('./build-child.mjs', import.meta.url))
let runs = 0

/** Without Rekindle, with it, or with it and with records of whole builds. */
export type BuildKind = 'plain' | 'cached' | 'whole'

/** Builds in a process of its own. The folder of the output is emptied before and read after. */
export async function runBuild(project: Project, job: BuildJob, kind: BuildKind): Promise<BuildOutcome> {
  const isCached = kind !== 'plain'
  runs += 1
  const outDir = project.path(job.outDir ?? 'dist')
  const outcomeFile = path.join(project.root, '..', `outcome-${runs}.json`)
  const reportFile = path.join(project.root, '..', `report-${runs}.json`)
  fs.rmSync(outDir, { recursive: true, force: true })
  const { printed } = await runNode(project.root, [child, JSON.stringify(job), outcomeFile], {
    ...job.env,
    ...(isCached ? { WITH_REKINDLE: 'yes', REKINDLE_REPORT: reportFile } : {}),
    ...(kind === 'whole' ? { KIT_WHOLE_BUILDS: 'yes' } : {}),
  })
  if (!fs.existsSync(outcomeFile)) {
    throw new Error(`The build process ended without an outcome: ${printed}`)
  }
  const outcome = JSON.parse(fs.readFileSync(outcomeFile, 'utf8')) as Omit<BuildOutcome, 'files' | 'report'>
  const hasReport = isCached && fs.existsSync(reportFile)
  return {
    ...outcome,
    files: project.readFolder(job.outDir ?? 'dist'),
    report: hasReport ? (JSON.parse(fs.readFileSync(reportFile, 'utf8')) as BuildReport) : null,
  }
}
