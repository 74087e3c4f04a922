import path from 'node:path'

/** `this` of a hook at the end of a build, as far as it is used. */
export interface WatchingContext {
  readonly meta: object
  /** Rollup's. */
  readonly getWatchFiles?: () => readonly string[]
}

/** Options of watchers that have no part in which changes are told. */
const HARMLESS: ReadonlySet<string> = new Set([
  'allowInputInsideOutputPath',
  'buildDelay',
  'clearScreen',
  'onInvalidate',
  'skipWrite',
])

/** The files that are watched in the running build of each environment, as far as it is known. */
export class WatchedPaths {
  readonly #environmentToFiles: Map<string, Set<string>> = new Map()

  startBuild(environment: string): void {
    this.#environmentToFiles.delete(environment)
  }

  /** Hooks have asked the bundler to watch these files. */
  note(environment: string, files: readonly string[]): void {
    let noted = this.#environmentToFiles.get(environment)
    if (noted === undefined) {
      noted = new Set()
      this.#environmentToFiles.set(environment, noted)
    }
    for (const file of files) {
      noted.add(file)
    }
  }

  /**
   * Paths of files of which a bundler tells every change from the end of this build on: all that it watches where it says
   * so (Rollup), else what hooks have asked for, since no bundler watches a module by itself that a hook has loaded. None
   * where it doesn't watch, or where `options`, those of its watcher, leave anything out or say how it watches.
   */
  of(environment: string, context: WatchingContext, options: unknown): readonly string[] {
    const { watchMode } = context.meta as { readonly watchMode?: boolean }
    if (watchMode !== true || !tellsAll(options)) {
      return []
    }
    const paths = context.getWatchFiles?.() ?? [...(this.#environmentToFiles.get(environment) ?? [])]
    return paths.filter((file) => path.isAbsolute(file))
  }
}

function tellsAll(options: unknown): boolean {
  return (
    options === undefined ||
    options === true ||
    (typeof options === 'object' &&
      options !== null &&
      Object.entries(options).every(([name, value]) => value === undefined || HARMLESS.has(name)))
  )
}
