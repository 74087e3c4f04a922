import type { CacheKey, HookQuestion } from '@rekindle/core'
import { type CachePolicy, fileOfId } from '../plugins-known/known-plugin.ts'
import type { HookName } from './hook.ts'
import type { Host } from './host.ts'
import { type PartPlace, PartTables } from './parts/part-tables.ts'

/** A `transform` call that was answered from the cache, and so did not fill the plugin's memory. */
interface MemoryGap {
  /** Runs the call for real, with a context of a hook that runs now. */
  readonly fill: (context: object) => Promise<void>
  /** The context of the call itself. */
  readonly context: object
  filling: Promise<void> | null
}

/**
 * What the hooks of one plugin remember of modules, so that those for a module's parts are answered from it: what has put it
 * there, and what is missing because the hook that would have was restored.
 */
export class ModuleMemory {
  readonly #policy: CachePolicy
  readonly #host: Host
  readonly #gaps: Map<string, MemoryGap> = new Map()
  readonly #keys: Map<string, CacheKey> = new Map()
  /** Keys of the last runs, by environment and module. */
  readonly #runs: Map<string, CacheKey> = new Map()
  /** By environment and name, which module names a part. */
  readonly #partToModule: Map<string, string> = new Map()
  #parts: PartTables | null = null

  constructor(policy: CachePolicy, host: Host) {
    this.#policy = policy
    this.#host = host
  }

  /** Notes that the plugin has not seen this module: its memory lacks what the hook would have put there. */
  noteRestored(environment: string, id: string, context: object, fill: MemoryGap['fill']): void {
    // A sub-request needs its module, never the other way round.
    if (this.#policy.rehydratesFrom !== undefined && id === fileOfId(id)) {
      this.#gaps.set(gapOf(environment, id), { fill, context, filling: null })
    }
  }

  /** Notes under which key a module's `transform` was asked for: what it leaves in memory follows from that. */
  noteKey(environment: string, id: string, key: CacheKey): void {
    if (this.#policy.rehydratesFrom !== undefined && id === fileOfId(id)) {
      this.#keys.set(gapOf(environment, id), key)
    }
  }

  /** The key of the call that filled the memory which this call reads; empty: none is known. */
  memoryKeyFor(environment: string, hook: HookName, id: string): string {
    const source = this.sourceOf(environment, hook, id)
    return source === null ? '' : (this.#keys.get(gapOf(environment, source)) ?? '')
  }

  /** Where the result of a call for a part of a module is kept with others; null: it has an entry of its own. */
  placeOf(question: HookQuestion, environment: string): PartPlace | null {
    const { id, memory } = question
    const policy = this.#policy
    const host = this.#host
    if (policy.rehydratesFrom === undefined || !host.keepsPartsTogether) {
      return null
    }
    const file = fileOfId(id)
    const module = memory === '' && id !== file ? this.#keys.get(gapOf(environment, file)) : memory
    if (module === undefined || module === '') {
      return null
    }
    this.#parts ??= new PartTables(host, policy.family)
    return this.#parts.placeOf(question, module)
  }

  /** Notes which parts in other files a module names, by its code as it goes to the bundler. */
  noteParts(environment: string, id: string, code: string | null): void {
    for (const name of code === null ? [] : (this.#policy.partNames?.(code) ?? [])) {
      this.#partToModule.set(gapOf(environment, name), id)
    }
  }

  moduleOfPart(environment: string, name: string): string | null {
    return this.#partToModule.get(gapOf(environment, name)) ?? null
  }

  /** The module whose `transform` puts into memory what this call needs; null: none. */
  sourceOf(environment: string, hook: HookName, id: string): string | null {
    const moduleOf = (name: string): string | null => this.moduleOfPart(environment, name)
    return this.#policy.rehydratesFrom?.({ hook, id }, moduleOf) ?? null
  }

  /** Notes that the plugin's own hook has run for this module. */
  noteRun(environment: string, id: string, key: CacheKey): void {
    this.#gaps.delete(gapOf(environment, id))
    if (this.#policy.comparesEdits === true) {
      this.#runs.set(gapOf(environment, id), key)
    }
  }

  /** Whether the last run for this module was the one under this key: what it leaves in memory is there. */
  hasJustRun(environment: string, id: string, key: CacheKey): boolean {
    return this.#runs.get(gapOf(environment, id)) === key
  }

  /**
   * Settles when the plugin's memory holds what a hook for `id` needs; null when nothing is missing. What was restored runs
   * then; once, also when several hooks need it at the same time. `context` is that of the hook.
   */
  fillGap(environment: string, hook: HookName, id: string, context: object): Promise<void> | null {
    const source = this.sourceOf(environment, hook, id)
    return source === null ? null : this.#fill(environment, source, context)
  }

  /** As `fillGap`, for what a hook of the development server needs to know of a module as it was. */
  fillGapOf(environment: string, id: string): Promise<void> | null {
    return this.#fill(environment, id, null)
  }

  #fill(environment: string, source: string, context: object | null): Promise<void> | null {
    const gap = this.#gaps.get(gapOf(environment, source))
    if (gap === undefined) {
      return null
    }
    gap.filling ??= gap.fill(context ?? gap.context)
    return gap.filling
  }
}

function gapOf(environment: string, id: string): string {
  return `${environment}\u0000${id}`
}
