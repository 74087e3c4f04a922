import { runUntraced } from '@rekindle/core'
import type { ResolvedConfig } from 'vite'
import type { RekindleOptions } from '../options/options.ts'
import type { BuildReport } from '../report/build-statistics.ts'
import type { StartNotes } from './start-notes.ts'

/** What is known of a build in which nothing was cached that could have been. */
export interface QuietBuild {
  readonly report: BuildReport
  /** Names of plugins that would be cached if they were called. */
  readonly awaited: readonly string[]
  /** Absolute path. */
  readonly cacheDirectory: string
}

/** Decides whether the next build of the same command need not be looked at: then Rekindle isn't even loaded. */
export class StartJudge {
  readonly #options: string | null
  readonly #notes: StartNotes
  #builds = 0

  constructor(options: RekindleOptions, notes: StartNotes) {
    this.#options = notes.quietOptions(options)
    this.#notes = notes
  }

  /** Where a process makes several builds, nobody can tell by its command which one is made first. */
  startBuild(): void {
    this.#builds += 1
    if (this.#builds === 2 && this.#options !== null) {
      runUntraced(() => this.#notes.noteLoudStart())
    }
  }

  /** `build` tells of the build that has ended; null: something was cached, or may come to be. */
  endBuild(config: ResolvedConfig, build: QuietBuild | null): void {
    const { configFile, configFileDependencies, mode, command } = config
    const options = this.#options
    if (build === null || options === null || configFile === undefined || this.#builds !== 1) {
      return
    }
    const paths = [...new Set([configFile, ...configFileDependencies, import.meta.filename])]
    runUntraced(() => {
      const files = paths.map((file) => this.#notes.stampOf(file)).filter((stamp) => stamp !== null)
      if (command === 'build' && !config.build.watch && files.length === paths.length) {
        const plugins = config.plugins.map(({ name }) => name)
        this.#notes.noteQuietStart({ files, options, mode, plugins, ...build })
      }
    })
  }
}
