import { type Delta, replaceFile } from '@rekindle/core'

/** Raised when a reader of the file would have to read it in another way. */
const VERSION = 1

/** One build in the file. */
interface Build extends Delta {
  /** When it was written, ms since 1970. */
  readonly time: number
}

/** The file of the option `writeDelta`: of each environment and output the last build. */
export class DeltaFile {
  readonly #path: string
  readonly #builds: Map<Build, readonly string[]> = new Map()

  /** `path` is absolute. */
  constructor(path: string) {
    this.#path = path
  }

  /**
   * Puts a delta in place of those that tell of the same outputs or some of them. @throws the system's error; the file
   * is as it was then
   */
  write({ environment, added, changed, removed, modules }: Delta, outputs: readonly string[]): void {
    for (const [build, others] of this.#builds) {
      if (build.environment === environment && others.every((output) => outputs.includes(output))) {
        this.#builds.delete(build)
      }
    }
    this.#builds.set({ environment, time: Date.now(), added, changed, removed, modules }, outputs)
    const content = { version: VERSION, builds: [...this.#builds.keys()] }
    replaceFile(this.#path, Buffer.from(`${JSON.stringify(content, null, 2)}\n`))
  }
}
