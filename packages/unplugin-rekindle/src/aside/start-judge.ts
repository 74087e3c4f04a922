import { runUntraced } from '@rekindle/core'
import type { RekindleOptions } from '../options/options.ts'
import type { BuildReport } from '../report/build-statistics.ts'
import type { Bundler } from './start-note.ts'
import type { StartNotes } from './start-notes.ts'

/** What is known of a build in which nothing was cached that could have been. */
export interface QuietBuild {
  readonly report: BuildReport
  /** Names of plugins that would be cached if they were called. */
  readonly awaited: readonly string[]
  /** Absolute path. */
  readonly cacheDirectory: string
}

/** By what such a build is recognized. */
export interface StartFacts {
  /** Absolute paths of the config and what it imports. */
  readonly configFiles: readonly string[]
  /** As in `QuietStart`. */
  readonly subject: string
  /** Names of all plugins, in their order. */
  readonly plugins: readonly string[]
}

/** Decides whether the next build of the same command need not be looked at: then Rekindle isn't even loaded. */
export class StartJudge {
  readonly #bundler: Bundler
  readonly #options: string | null
  readonly #notes: StartNotes
  #builds = 0

  constructor(bundler: Bundler, options: RekindleOptions, notes: StartNotes) {
    this.#bundler = bundler
    this.#options = notes.quietOptions(options)
    this.#notes = notes
  }

  /** Where a process makes several builds, nobody can tell by its command which one is made first. */
  startBuild(): void {
    this.#builds += 1
    if (this.#builds === 2 && this.#options !== null) {
      runUntraced(() => this.#notes.noteLoudStart(this.#bundler))
    }
  }

  /**
   * `build` tells of the build that has ended; null: something was cached, or may come to be. `factsOf` tells by what it is recognized;
   * null: by nothing, as one in watch mode.
   */
  endBuild(build: QuietBuild | null, factsOf: () => StartFacts | null): void {
    const options = this.#options
    if (build === null || options === null || this.#builds !== 1) {
      return
    }
    runUntraced(() => {
      const facts = factsOf()
      // Of two in one list, the other one may have cached what this one hasn't met.
      if (facts === null || facts.plugins.filter((name) => name === 'rekindle').length !== 1) {
        return
      }
      const { configFiles, subject, plugins } = facts
      const paths = [...new Set([...configFiles, import.meta.filename])]
      const files = paths.map((file) => this.#notes.stampOf(file)).filter((stamp) => stamp !== null)
      if (files.length === paths.length) {
        const bundler = this.#bundler
        this.#notes.noteQuietStart({ bundler, files, options, subject, plugins, ...build })
      }
    })
  }
}
