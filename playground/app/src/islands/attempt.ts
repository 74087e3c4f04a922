export type Attempt<T> = { ok: true; value: T } | { ok: false; error: unknown }

/** Runs a computation that may throw on half-typed input. */
export function attempt<T>(run: () => T): Attempt<T> {
  try {
    return { ok: true, value: run() }
  } catch (error) {
    return { ok: false, error }
  }
}
