import path from 'node:path'
import type { RekindleOptions } from '../options/options.ts'
import { BuildReporter, type ReportTargets } from './build-reporter.ts'

/** Of whose builds is told, and where to. */
interface ReportedProject extends Pick<ReportTargets, 'root' | 'diary' | 'onFailure'> {
  readonly options: Pick<RekindleOptions, 'report' | 'trace' | 'summary' | 'readOnly'>
  readonly isServing: boolean
  /** How the line at the end of a build is told, and whether anybody reads it. */
  readonly summary: { readonly isRead: boolean; say(line: string): void }
  readonly cacheDirectory: string
}

/** Tells of the builds of a project what its options ask for. */
export function openReporter(project: ReportedProject): BuildReporter {
  const { root, isServing, summary: line, cacheDirectory, diary, onFailure } = project
  const { report = process.env['REKINDLE_REPORT'], trace, summary, readOnly } = project.options
  const isSaid = !isServing && (summary ?? line.isRead)
  return new BuildReporter({
    root,
    cacheDirectory: readOnly === true ? null : cacheDirectory,
    diary,
    report: report === undefined ? null : path.resolve(root, report),
    trace: trace === undefined ? null : path.resolve(root, trace),
    say: isSaid ? (text) => line.say(text) : null,
    onFailure,
  })
}
