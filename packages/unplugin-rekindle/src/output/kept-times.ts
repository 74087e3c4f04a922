import fs from 'node:fs'
import { type FileStat, type Fingerprint, fingerprintOf, isSameStat, statPath } from '@rekindle/core'

/** A file on disk: what identifies it, and its content. */
interface Seen {
  readonly stat: FileStat
  readonly digest: Fingerprint
}

/**
 * Gives outputs that a bundler has written although they are equal the modification time that they had.
 *
 * Order: `startBuild`, `look` before the bundler touches its outputs, `keep` when they are written. Only files that the build before has
 * written, in this process, can keep their time; of one that somebody has changed meanwhile the new bytes are compared with
 * that change. Paths are absolute.
 */
export class KeptTimes {
  /** As the last build has left them. */
  readonly #left: Map<string, Seen> = new Map()
  /** As the running build has found them. */
  readonly #found: Map<string, Seen> = new Map()

  startBuild(): void {
    this.#found.clear()
  }

  /** Of several looks in one build the first counts: after it outputs may be written or removed. */
  look(): void {
    if (this.#found.size > 0) {
      return
    }
    for (const [path, left] of this.#left) {
      const found = statPath(path)
      // The content isn't read again where the stat says that it is the known one.
      const digest = found.kind === 'file' && isSameStat(found.stat, left.stat) ? left.digest : digestOf(path)
      if (found.kind === 'file' && digest !== null) {
        this.#found.set(path, { stat: found.stat, digest })
      }
    }
  }

  keep(paths: readonly string[]): void {
    for (const path of paths) {
      const found = this.#found.get(path)
      const digest = digestOf(path)
      // What is compared is what stands there now: plugins may have written to it after the bundler.
      setTime(path, found !== undefined && found.digest === digest ? found.stat.mtimeMs : null)
      const left = statPath(path)
      if (left.kind === 'file' && digest !== null) {
        this.#left.set(path, { stat: left.stat, digest })
      }
    }
  }
}

function digestOf(path: string): Fingerprint | null {
  try {
    return fingerprintOf(fs.readFileSync(path))
  } catch {
    return null
  }
}

/**
 * A time that is set has no more than microseconds. So the first time (`timeMs` is null: the one that the file has) is
 * rounded as well, and all later ones can be equal to it.
 */
function setTime(path: string, timeMs: number | null): void {
  try {
    const { atimeMs, mtimeMs } = fs.statSync(path)
    fs.utimesSync(path, secondsOf(atimeMs), secondsOf(timeMs ?? mtimeMs))
  } catch {
    // It keeps the time at which it was written.
  }
}

/** Half a microsecond more, since what lies below one is cut off and a number of seconds isn't exact to that. */
function secondsOf(timeMs: number): number {
  return (Math.round(timeMs * 1000) + 0.5) / 1e6
}
