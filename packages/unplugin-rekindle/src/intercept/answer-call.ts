import type { Trial } from '../eligibility/trial.ts'
import { type Call, emitCall } from './call.ts'
import { type Found, findCall, type Missed, restoreCall } from './restore-call.ts'

/**
 * Answers a call from the cache, or by `run`: with the result that could have been restored if that is to be audited, or null.
 * `onRestored` hears of a restore. At once, unless the bundler has to be asked for something.
 */
export function answerCall(
  call: Call,
  trial: Trial,
  startedAt: number,
  run: (audited: Found | null) => unknown,
  onRestored: (found: Found) => void = () => undefined,
): unknown {
  const { host } = call.plugin
  const answer = (found: Found | Missed): unknown => {
    if (found.kind === 'missed') {
      emitCall(call, { kind: 'miss', reason: found.reason })
      return run(null)
    }
    const module = host.root.relative(call.id)
    if (trial.shouldAudit(module)) {
      return run(found)
    }
    host.standings.noteRestored(module)
    const result = restoreCall(call, found)
    onRestored(found)
    emitHit(call, found, startedAt)
    return result
  }
  const found = findCall(call)
  return found instanceof Promise ? found.then(answer) : answer(found)
}

/** What it took to restore and what the hook once took are told; the two looks at the clock are all that costs. */
function emitHit(call: Call, { stored }: Found, startedAt: number): void {
  const { milliseconds: storedMilliseconds = null } = stored
  const milliseconds = performance.now() - startedAt
  emitCall(call, { kind: 'hit' }, { startedAt, milliseconds, storedMilliseconds })
}
