import type { SnapshotRefusal } from '../results/event.ts'

/** For people: why a build was not recorded as a whole. */
export function describeSnapshotRefusal(reason: SnapshotRefusal): string {
  switch (reason.kind) {
    case 'hook':
      return `${reason.plugin} has ${reason.hook}, and nobody knows what that does`
    case 'use':
      return reason.detail
    case 'printed':
      return `something was printed (${reason.detail})`
    case 'written':
      return `something besides the outputs was written (${reason.detail})`
    case 'effect':
      return `nobody can verify what it did (${reason.detail})`
    case 'chance':
      return `${reason.detail} shows in an output, or may do so`
    case 'input-unstable':
      return `${reason.input} changed while it was built`
    case 'output':
      return `an output can't be stored (${reason.detail})`
  }
}
