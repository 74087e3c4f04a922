import type { BuildOptions, BuildResult, Metafile } from 'esbuild'

/**
 * Asks esbuild which files it writes, so that nobody else notices.
 *
 * Order: `ask` once all plugins are set up, `hide` when a build begins, `take` at its end before anybody else. Esbuild reads its
 * options between the first two, once.
 */
export class HiddenMetafile {
  #isOurs = false
  #before: PropertyDescriptor | undefined

  /** Where somebody else has asked there is nothing to do. */
  ask(options: BuildOptions): void {
    if (options.metafile !== true && Object.isExtensible(options)) {
      this.#isOurs = true
      this.#before = Object.getOwnPropertyDescriptor(options, 'metafile')
      options.metafile = true
    }
  }

  /** The options are again what they were. */
  hide(options: BuildOptions): void {
    if (!this.#isOurs || options.metafile !== true) {
      return
    }
    if (this.#before === undefined) {
      delete options.metafile
    } else {
      Object.defineProperty(options, 'metafile', this.#before)
    }
  }

  /** Undefined where esbuild gives none. The result has a metafile afterwards only if somebody else has asked for it. */
  take(result: BuildResult): Metafile | undefined {
    const { metafile } = result
    if (this.#isOurs) {
      // Without it there is a property as well.
      ;(result as { metafile: Metafile | undefined }).metafile = undefined
    }
    return metafile
  }
}
