import type { MissReason } from '@rekindle/core'
import type { Call } from './call.ts'
import { contextStateOf } from './context-state.ts'
import { thawResult } from './hook-result.ts'
import { reportFailure } from './host.ts'
import { type ReplayContext, replayJournal } from './journal.ts'
import type { ResultParts } from './portable-parts.ts'
import { decodeStoredCall, restoreParts, type StoredCall } from './stored-call.ts'

export type Restoration =
  | { readonly kind: 'restored'; readonly result: unknown }
  | { readonly kind: 'missed'; readonly reason: MissReason }

/** Answers a call from the cache, with the side effects that the hook had. */
export function restoreCall(call: Call): Restoration {
  const found = findStored(call)
  if (found.kind === 'missed') {
    return found
  }
  const { host } = call.plugin
  // Not guarded: what the bundler throws here (a log handler that stops the build) the hook would have met too.
  const { renamedReferences } = replayJournal(found.stored.journal, call.context as ReplayContext, host.print)
  let result = found.result
  if (renamedReferences.size > 0) {
    const renamed = renameReferences(found, renamedReferences)
    if (renamed === null) {
      return {
        kind: 'missed',
        reason: { kind: 'replay-impossible', detail: 'a file got another reference id' },
      }
    }
    result = renamed.result
  }
  if (call.hook === 'transform') {
    call.plugin.noteRestored(call.environment, call.id, call.args)
  }
  return { kind: 'restored', result }
}

interface Found {
  readonly kind: 'found'
  readonly stored: StoredCall
  readonly parts: ResultParts
  readonly result: unknown
}

function findStored(call: Call): Found | (Restoration & { readonly kind: 'missed' }) {
  const { host } = call.plugin
  try {
    const answer = host.session.find(call.key, contextStateOf(call))
    if (answer.kind === 'miss') {
      return { kind: 'missed', reason: answer.reason }
    }
    const parts = restoreParts(host.root, answer)
    const stored = decodeStoredCall(parts.payload)
    if (stored === null) {
      return { kind: 'missed', reason: { kind: 'corrupt' } }
    }
    return { kind: 'found', stored, parts, result: thawResult(stored.shape, parts.code, parts.map) }
  } catch (error) {
    reportFailure(host, `a restore for ${call.plugin.name}`, error)
    return { kind: 'missed', reason: { kind: 'corrupt' } }
  }
}

/** The result with this build's reference ids; null when that would move positions that a map speaks of. */
function renameReferences(
  { stored, parts }: Found,
  renamed: ReadonlyMap<string, string>,
): { readonly result: unknown } | null {
  let code = parts.code
  for (const [recorded, present] of renamed) {
    if (recorded.length !== present.length && parts.map !== null) {
      return null
    }
    code = code?.replaceAll(recorded, present) ?? null
  }
  return { result: thawResult(stored.shape, code, parts.map) }
}
