import type { ModuleId } from '../graph/module-node.ts'
import type { StaleModule, StaleReason } from '../graph/stale-modules.ts'

/** Modules that have no good result yet: stale ones that haven't run, and those whose hooks have thrown. */
export class OwedModules {
  readonly #idToReason: Map<ModuleId, StaleReason> = new Map()

  reasonOf(module: ModuleId): StaleReason | null {
    return this.#idToReason.get(module) ?? null
  }

  /** As reasons of the next update. */
  reasons(): ReadonlyMap<ModuleId, StaleReason> {
    return new Map(
      [...this.#idToReason].map(([id, reason]) => [
        id,
        reason.kind === 'failed-last-time' || reason.kind === 'unsettled'
          ? reason
          : { kind: 'unsettled', reason },
      ]),
    )
  }

  /** Replaces what was owed without having failed. */
  owe(stale: readonly StaleModule[]): void {
    for (const [id, reason] of this.#idToReason) {
      if (reason.kind !== 'failed-last-time') {
        this.#idToReason.delete(id)
      }
    }
    for (const { module, reason } of stale) {
      this.#idToReason.set(module, this.#idToReason.get(module) ?? reason)
    }
  }

  fail(module: ModuleId, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error)
    this.#idToReason.set(module, { kind: 'failed-last-time', error: message })
  }

  clear(module: ModuleId): void {
    this.#idToReason.delete(module)
  }

  forget(): void {
    this.#idToReason.clear()
  }

  /** For the next process: who is owed, and the errors. Paths to changes mean nothing there. */
  notes(): unknown {
    return [...this.#idToReason].map(([id, reason]) => [
      id,
      reason.kind === 'failed-last-time' ? reason.error : null,
    ])
  }

  /** Takes notes in; those of another form are left out. */
  restore(notes: unknown): void {
    for (const note of Array.isArray(notes) ? (notes as unknown[]) : []) {
      const [id, error] = Array.isArray(note) ? (note as unknown[]) : []
      if (typeof id === 'string') {
        const reason: StaleReason =
          typeof error === 'string'
            ? { kind: 'failed-last-time', error }
            : { kind: 'unsettled', reason: { kind: 'content-changed' } }
        this.#idToReason.set(id as ModuleId, reason)
      }
    }
  }
}
