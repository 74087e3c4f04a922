import { type Decision, type MissReason, ROOT_TOKEN, type StoredInputs } from '@rekindle/core'
import { changedParts, describeDecision, reasonOf } from './describe-decision.ts'
import { isoMoment } from './format-time.ts'
import type { KnownCall } from './known-builds.ts'

/** An input of a stored result; states are fingerprints, or `absent` or `directory`. */
export interface ExplainedInput {
  readonly kind: string
  readonly name: string
  /** Through which file it is one; null: the call itself read it. */
  readonly through: string | null
  readonly recorded: string
  readonly present: string
  /** `unknown`: only a build can tell. */
  readonly status: 'as-recorded' | 'differs' | 'unknown'
  /** Whether it is one because the plugin remembers what it read in other calls. */
  readonly isShared: boolean
}

/** What can be said of one call. */
export interface ExplainedCall {
  readonly plugin: string
  readonly hook: string
  readonly environment: string
  readonly id: string
  readonly build: { readonly startedAt: string; readonly processId: number }
  readonly decision: Decision
  /** Why it was not answered, as the engine says it; null where it was, or nothing was asked. */
  readonly reason: MissReason | null
  readonly why: string
  readonly changedParts: readonly string[]
  readonly tookMilliseconds: number | null
  readonly savedMilliseconds: number | null
  /** Of a call that was restored: when and why it ran before, if that is known. */
  readonly lastRun: {
    readonly startedAt: string
    readonly why: string
    readonly reason: MissReason | null
    readonly changedParts: readonly string[]
  } | null
  readonly key: string
  /** Null when nothing is stored under the key. */
  readonly inputs: readonly ExplainedInput[] | null
}

/** @param history what is known of the call, the latest first; at least one */
export function explainCall([latest, ...earlier]: readonly KnownCall[], stored: StoredInputs): ExplainedCall {
  if (latest === undefined) {
    throw new TypeError('A call without history')
  }
  const { call, build } = latest
  const { plugin, hook, environment, id, decision, milliseconds, key } = call
  const isRestored = decision.kind === 'hit'
  const reason = reasonOf(decision)
  const inputs = stored.of(key)
  return {
    plugin,
    hook,
    environment,
    id,
    build: { startedAt: isoMoment(build.startedAt), processId: build.processId },
    decision,
    reason,
    why: describeDecision(decision),
    changedParts: reason === null ? [] : changedParts(reason),
    tookMilliseconds: isRestored ? null : milliseconds,
    savedMilliseconds: isRestored ? milliseconds : null,
    lastRun: isRestored ? lastRunOf(earlier) : null,
    key,
    inputs:
      inputs?.map(({ kind, name, through, state, present, isShared }) => ({
        kind,
        name: name.replaceAll(`${ROOT_TOKEN}/`, ''),
        through,
        recorded: state,
        present,
        status: statusOf(kind, state, present),
        isShared,
      })) ?? null,
  }
}

function lastRunOf(earlier: readonly KnownCall[]): ExplainedCall['lastRun'] {
  const run = earlier.find(({ call }) => call.decision.kind !== 'hit')
  if (run === undefined) {
    return null
  }
  const { decision } = run.call
  const reason = reasonOf(decision)
  return {
    startedAt: isoMoment(run.build.startedAt),
    why: describeDecision(decision),
    reason,
    changedParts: reason === null ? [] : changedParts(reason),
  }
}

function statusOf(kind: string, recorded: string, present: string): ExplainedInput['status'] {
  if (recorded === present) {
    return 'as-recorded'
  }
  // The environment of this process says little about that of a build.
  return present === 'unknown' || kind === 'env' ? 'unknown' : 'differs'
}
