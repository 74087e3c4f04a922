import { setTimeout as delay } from 'node:timers/promises'
import type { Plugin } from 'vite'

/** After that an edit is taken to be lost, ms. */
const LONGEST_MS = 20_000

export interface EditObserver {
  /** To be the last plugin of all. */
  readonly plugin: Plugin
  /**
   * Settles when what an edit of the files concerns has been decided on in every environment, and was sent. Each name counts
   * once: a file that is edited twice is named twice. Absolute paths.
   */
  decided(files: readonly string[]): Promise<void>
}

/** Tells when a server has come to a decision on an edit, whether it sends anything or not. */
export function editObserver(): EditObserver {
  const waiting: { readonly file: string; readonly resolve: () => void }[] = []
  let last = ''
  return {
    plugin: {
      name: 'test:edit-observer',
      enforce: 'post',
      configureServer: ({ environments }) => {
        last = Object.keys(environments).at(-1) ?? ''
      },
      hotUpdate: {
        order: 'post',
        handler({ file }) {
          if (this.environment.name === last) {
            const at = waiting.findIndex((one) => one.file === file)
            // What is sent is sent in the same turn, after the hooks.
            setImmediate(waiting.splice(at, at === -1 ? 0 : 1)[0]?.resolve ?? (() => undefined))
          }
        },
      },
    },
    async decided(files) {
      const decisions = files.map((file) => new Promise<void>((resolve) => waiting.push({ file, resolve })))
      const isLate = Symbol('late')
      const outcome = await Promise.race([Promise.all(decisions), delay(LONGEST_MS, isLate, { ref: false })])
      if (outcome === isLate) {
        throw new Error(`nothing was decided on ${waiting.map(({ file }) => file).join(', ')}`)
      }
    },
  }
}
