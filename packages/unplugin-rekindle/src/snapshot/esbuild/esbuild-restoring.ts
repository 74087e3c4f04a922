import type { BuildOptions, BuildResult, Metafile, OnEndResult, OnStartResult, PluginBuild } from 'esbuild'
import type { SavedOutput } from '../output-text.ts'
import type { SnapshotRoom } from '../snapshot-room.ts'
import { otherPlugins } from './esbuild-use.ts'
import { type Reading, whenRead } from './options-as-read.ts'
import { restoreResult } from './saved-result.ts'

/** In place of everything that is asked: nothing, of which nothing is said. */
const NOTHING: BuildOptions = {
  stdin: { contents: '' },
  write: false,
  logLevel: 'silent',
  tsconfigRaw: '{}',
}

/** What came of a build that is restored. */
export type Restored =
  | { readonly kind: 'restored'; readonly metafile: Metafile }
  /** It had to be built after all. */
  | { readonly kind: 'built'; readonly told: OnEndResult | null }

/** A build by esbuild that is restored: a stand-in is built, and its result is given what was saved. No other plugin is set up. */
export class EsbuildRestoring {
  readonly #room: SnapshotRoom
  readonly #build: PluginBuild
  readonly #saved: SavedOutput
  readonly #reading: Reading

  constructor(room: SnapshotRoom, build: PluginBuild, saved: SavedOutput, reader: string) {
    this.#room = room
    this.#build = build
    this.#saved = saved
    this.#reading = whenRead(build.initialOptions, reader, NOTHING)
  }

  /** Was the stand-in not built, this must not be taken for a build: what it makes lacks all plugins. */
  start(): OnStartResult | null {
    return this.#reading.hasBegun
      ? null
      : { errors: [{ text: 'esbuild has read other options than it was given by Rekindle' }] }
  }

  async end(result: BuildResult): Promise<Restored> {
    try {
      return { kind: 'restored', metafile: restoreResult(result, this.#saved) }
    } catch (error) {
      this.#room.emit({ kind: 'cache-failed', during: 'restoring a build', message: String(error) })
      return { kind: 'built', told: await this.#buildAfterAll(result) }
    }
  }

  async #buildAfterAll(result: BuildResult): Promise<OnEndResult | null> {
    const { initialOptions, esbuild } = this.#build
    try {
      const made = await esbuild.build({ ...initialOptions, plugins: [...otherPlugins(initialOptions)] })
      Object.assign(result, made)
      return null
    } catch (error) {
      const { errors, warnings } = error as Partial<BuildResult>
      if (errors === undefined) {
        throw error
      }
      return { errors, warnings: warnings ?? [] }
    }
  }
}
