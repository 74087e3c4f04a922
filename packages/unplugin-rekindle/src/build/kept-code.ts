import { runUntraced } from '@rekindle/core'

let keeper: (() => void) | null = null

/** Whoever loaded this code and wants to keep it as it is compiled when a build has ended. */
export function setCodeKeeper(keep: () => void): void {
  keeper = keep
}

/** A build has ended: what builds call is compiled by now. Once in a process. */
export function keepCode(): void {
  const keep = keeper
  keeper = null
  if (keep !== null) {
    runUntraced(keep)
  }
}
