import fs from 'node:fs'
import path from 'node:path'
import { formatMoment, isoMoment } from './format-time.ts'
import { foldersUpwards } from './project-folder.ts'

/** Builds in which nothing is worth caching: the plugin isn't even loaded in them, and adds nothing to the diary. */
export interface BuildsAside {
  /** When such a build was last looked at from start to end. */
  readonly lookedAt: string
}

/** See `start-note.ts` of the plugin. */
const NOTE: string = path.join('node_modules', '.cache', 'rekindle-start.json')

/**
 * The builds of this project that Rekindle leaves alone; null: none that is known. They are of the nearest folder upwards with
 * such a note, and of the given cache.
 */
export function buildsAside(cacheFolder: string): BuildsAside | null {
  const note = foldersUpwards(process.cwd())
    .map((folder) => path.join(folder, NOTE))
    .find((file) => fs.existsSync(file))
  const times = startsIn(note)
    .filter(({ kind, cacheDirectory }) => kind === 'quiet' && cacheDirectory === cacheFolder)
    .map(({ at }) => Number(at))
  return times.length === 0 ? null : { lookedAt: isoMoment(Math.max(...times)) }
}

/** The same in words. */
export function describeBuildsAside({ lookedAt }: BuildsAside): string {
  const moment = formatMoment(Date.parse(lookedAt))
  return `Nothing is worth caching: in the build of ${moment} no call could be answered by a cache. Rekindle leaves builds like that one alone, and looks again after a day, when the config changes, or when a plugin is called that it would cache.`
}

function startsIn(file: string | undefined): readonly Readonly<Record<string, unknown>>[] {
  try {
    const { starts } = JSON.parse(fs.readFileSync(file ?? '', 'utf8'))
    return Array.isArray(starts) ? starts.filter((start) => typeof start?.at === 'number') : []
  } catch {
    // There is none, or it was damaged.
    return []
  }
}
