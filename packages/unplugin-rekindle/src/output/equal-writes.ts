import * as promises from 'node:fs/promises'

type WriteFile = typeof promises.writeFile

/**
 * Rollup's functions for files, by which it leaves outputs alone whose bytes are on disk already. What else is written
 * through them is written.
 */
export class EqualWrites {
  readonly #expected: Set<string> = new Set()

  /** For Rollup's option `fs`: what it takes when nobody gives any, but for `writeFile`. */
  readonly functions: typeof promises = {
    ...promises,
    writeFile: (async (...[path, data, options]: Parameters<WriteFile>) => {
      if (!(await this.#isWritten(path, data))) {
        await promises.writeFile(path, data, options)
      }
    }) as WriteFile,
  }

  /** Rollup is about to write these outputs; paths are absolute. */
  expect(paths: Iterable<string>): void {
    for (const path of paths) {
      this.#expected.add(path)
    }
  }

  /** They are written. */
  forget(paths: Iterable<string>): void {
    for (const path of paths) {
      this.#expected.delete(path)
    }
  }

  async #isWritten(path: unknown, data: unknown): Promise<boolean> {
    if (typeof path !== 'string' || !this.#expected.delete(path)) {
      return false
    }
    if (typeof data !== 'string' && !(data instanceof Uint8Array)) {
      return false
    }
    const bytes = Buffer.from(data)
    try {
      const { size } = await promises.stat(path)
      return size === bytes.byteLength && bytes.equals(await promises.readFile(path))
    } catch {
      // It isn't there, or can't be read: writing tells what is wrong.
      return false
    }
  }
}
