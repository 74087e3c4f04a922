/**
 * Which modules wait for which, since a hook for the one has asked the bundler to load the other. A plugin may remember what
 * it has begun to load, in order not to wait in a circle; a restored call repeats what another build did, and knows nothing
 * of that.
 */
export class WaitingLoads {
  /** A module may be waited for several times at once. */
  readonly #waiterToAwaited: Map<string, readonly string[]> = new Map()

  /** Whether `awaited` is the waiter itself or waits for it, however many are in between. */
  isCircle(waiter: string, awaited: string): boolean {
    const reached = new Set([awaited])
    // The set grows while it is walked; a Set visits what is added.
    for (const module of reached) {
      if (module === waiter) {
        return true
      }
      for (const next of this.#waiterToAwaited.get(module) ?? []) {
        reached.add(next)
      }
    }
    return false
  }

  /** Notes a load that begins; returns what notes its end. */
  begin(waiter: string, awaited: string): () => void {
    this.#waiterToAwaited.set(waiter, [...(this.#waiterToAwaited.get(waiter) ?? []), awaited])
    return () => {
      const others = [...(this.#waiterToAwaited.get(waiter) ?? [])]
      others.splice(others.indexOf(awaited), 1)
      if (others.length === 0) {
        this.#waiterToAwaited.delete(waiter)
      } else {
        this.#waiterToAwaited.set(waiter, others)
      }
    }
  }
}

/** The names of a waiting module and of the one in the arguments of its `this.load`. */
export function namesOfLoad(
  { environment, id }: { readonly environment: string; readonly id: string },
  args: readonly unknown[],
): readonly [waiter: string, awaited: string] {
  const { id: awaited } = (args[0] ?? {}) as { readonly id?: unknown }
  return [`${environment}\u0000${id}`, `${environment}\u0000${String(awaited)}`]
}
