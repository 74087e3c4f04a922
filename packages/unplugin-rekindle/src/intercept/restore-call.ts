import { type MissReason, runUntraced } from '@rekindle/core'
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
  const found = runUntraced(() => findStored(call))
  if (found.kind === 'missed') {
    return found
  }
  const { host } = call.plugin
  // Not guarded: what the bundler throws here (a log handler that stops the build) the hook would have met too.
  const { renamedReferences } = replayJournal(found.stored.journal, call.context as ReplayContext, host.print)
  const result = renamedReferences.size === 0 ? found.result : renameReferences(found, renamedReferences)
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
    const answer = host.results.find(call.key, contextStateOf(call))
    if (answer.kind === 'miss') {
      return { kind: 'missed', reason: answer.reason }
    }
    host.noteInputs(call.environment, call.id, answer)
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

/**
 * The result with this build's reference ids. All are replaced in one pass, since one's new id may be another's
 * old one. A bundler's ids have one length, so no position moves that a source map speaks of.
 */
function renameReferences({ stored, parts }: Found, renamed: ReadonlyMap<string, string>): unknown {
  const recorded = [...renamed.keys()].map((reference) => reference.replace(/[$]/g, '\\$&'))
  const code =
    parts.code?.replace(new RegExp(recorded.join('|'), 'g'), (found) => renamed.get(found) ?? found) ?? null
  return thawResult(stored.shape, code, parts.map)
}
