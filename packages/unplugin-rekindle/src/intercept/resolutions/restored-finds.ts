import { HookTrace, runTraced, runUntraced } from '@rekindle/core'
import type { HookHandler } from '../hook.ts'
import { silentContext } from '../silent-context.ts'

/** A call that was answered from the cache. */
interface RestoredFind {
  readonly handler: HookHandler
  readonly args: readonly unknown[]
  readonly importer: string
}

/**
 * Modules that a resolver would know of, had their resolutions not been restored. Before it looks for what one of them imports, the
 * calls that found it run; and before these, those that found their importers.
 */
export class RestoredFinds {
  readonly #pathToFinds: Map<string, RestoredFind[]> = new Map()
  readonly #pathToFilling: Map<string, Promise<void>> = new Map()
  readonly #learn: (trace: HookTrace, importer: string) => void
  readonly #onFailure: (error: unknown) => void

  constructor(learn: (trace: HookTrace, importer: string) => void, onFailure: (error: unknown) => void) {
    this.#learn = learn
    this.#onFailure = onFailure
  }

  note(path: string, find: RestoredFind): void {
    const finds = this.#pathToFinds.get(path)
    if (finds === undefined) {
      this.#pathToFinds.set(path, [find])
    } else {
      finds.push(find)
    }
  }

  /** Settles when the resolver knows of a module what it would; null: nothing is missing. `context` is that of a present call. */
  fill(path: string, context: object): Promise<void> | null {
    const finds = this.#pathToFinds.get(path)
    if (finds !== undefined) {
      this.#pathToFinds.delete(path)
      const filling = this.#run(finds, context).finally(() => this.#pathToFilling.delete(path))
      this.#pathToFilling.set(path, filling)
    }
    return this.#pathToFilling.get(path) ?? null
  }

  async #run(finds: readonly RestoredFind[], context: object): Promise<void> {
    for (const { handler, args, importer } of finds) {
      await this.fill(importer, context)
      const trace = new HookTrace()
      try {
        await runTraced(trace, () => handler.apply(silentContext(context), [...args]))
      } catch (error) {
        this.#onFailure(error)
      } finally {
        runUntraced(() => this.#learn(trace, importer))
      }
    }
  }
}
