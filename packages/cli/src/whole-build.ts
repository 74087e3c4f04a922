import { type DiaryBuild, readWholeBuildNote, type WholeBuildNote } from '@rekindle/core'
import { formatMoment, isoMoment } from './format-time.ts'

/** What became of the last build as a whole, for people's tools. */
export interface LastWholeBuild extends Omit<WholeBuildNote, 'root' | 'at'> {
  readonly endedAt: string
}

/**
 * What became of a project's last build as a whole; null: whole builds aren't recorded.
 *
 * @param builds all that the cache knows of, the latest first; one that is later than the note was made without records
 */
export function lastWholeBuild(folder: string, builds: readonly DiaryBuild[]): LastWholeBuild | null {
  const [latest] = builds
  const note = latest === undefined ? null : readWholeBuildNote(folder, latest.root)
  if (latest === undefined || note === null || latest.startedAt > note.at) {
    return null
  }
  const { root: _root, at, ...others } = note
  return { endedAt: isoMoment(at), ...others }
}

/** The same in words. A build that was restored leaves the calls of the one before in the diary. */
export function describeWholeBuild({ endedAt, outcome, outputs, missed, declined }: LastWholeBuild): string {
  const moment = formatMoment(Date.parse(endedAt))
  if (outcome === 'restored') {
    return `The last build, ${moment}, was restored as a whole (${outputs} outputs): no plugin ran. What is told of calls is of the build before it that was made.`
  }
  const why = missed === null ? '' : `: ${missed}`
  const next = declined === null ? '' : `\nIt can't be restored the next time either: ${declined}.`
  return `The last build, ${moment}, was not restored as a whole${why}.${next}`
}
