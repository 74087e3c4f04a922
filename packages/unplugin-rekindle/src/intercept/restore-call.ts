import { type Answer, type MissReason, runUntraced } from '@rekindle/core'
import { asKept, type Call } from './call.ts'
import type { ContextAnswer } from './context-question.ts'
import { askContext } from './context-state.ts'
import { thawResult } from './hook-result.ts'
import { reportFailure } from './host.ts'
import { type ReplayContext, replayJournal, watchedFiles } from './journal.ts'
import type { ResultParts } from './portable-parts.ts'
import { renameReferences } from './references.ts'
import { decodeStoredCall, restoreParts, type StoredCall } from './stored-call.ts'

/** A result in the cache whose inputs are all as they were. */
export interface Found {
  readonly kind: 'found'
  readonly stored: StoredCall
  readonly parts: ResultParts
  readonly result: unknown
  readonly inputs: Pick<Answer & { readonly kind: 'hit' }, 'inputs' | 'ledger'>
}

export interface Missed {
  readonly kind: 'missed'
  readonly reason: MissReason
}

/**
 * Looks for the answer to a call. At once, unless the bundler has to be asked for something that the hook has asked for.
 */
export function findCall(call: Call): Found | Missed | Promise<Found | Missed> {
  const answers = new Map<string, ContextAnswer>()
  const found = runUntraced(() => findStored(call, answers))
  return found.kind === 'pending' ? runUntraced(() => askAndFind(call, answers, found.answer)) : found
}

/** Asks for one thing after the other, as the hook did: what is behind a difference is never asked. */
async function askAndFind(
  call: Call,
  answers: Map<string, ContextAnswer>,
  first: Pending['answer'],
): Promise<Found | Missed> {
  let pending = first
  for (;;) {
    answers.set(pending.name, await pending.state)
    const found = findStored(call, answers)
    if (found.kind !== 'pending') {
      return found
    }
    pending = found.answer
  }
}

/** Answers a call from the cache, with the side effects that the hook had. */
export function restoreCall(call: Call, found: Found): unknown {
  const { host } = call.plugin
  host.noteInputs(call.environment, call.id, found.inputs)
  // Not guarded: what the bundler throws here (a log handler that stops the build) the hook would have met too.
  host.noteWatched(call.environment, watchedFiles(found.stored.journal))
  const { renamedReferences } = replayJournal(
    found.stored.journal,
    call.context as ReplayContext,
    host.print,
    (text) => call.plugin.keptBeside?.putBack(call.id, text),
  )
  return renamedReferences.size === 0 ? found.result : renamedResult(found, renamedReferences)
}

interface Pending {
  readonly kind: 'pending'
  readonly answer: { readonly name: string; readonly state: Promise<ContextAnswer> }
}

function findStored(call: Call, answers: Map<string, ContextAnswer>): Found | Missed | Pending {
  try {
    const { place, question } = call
    const part = place === null ? null : place.table.find(question, place.address)
    switch (part?.kind) {
      case 'missed':
        return part
      case 'row':
        return foundIn(call, part.parts, part.inputs)
      default:
        return findEntry(asKept(call), answers)
    }
  } catch (error) {
    reportFailure(call.plugin.host, `a restore for ${call.plugin.name}`, error)
    return { kind: 'missed', reason: { kind: 'corrupt' } }
  }
}

function findEntry(call: Call, answers: Map<string, ContextAnswer>): Found | Missed | Pending {
  const { host } = call.plugin
  const { question, key } = call
  let asked: Pending['answer'] | null = null
  const answer = host.results.find({
    question,
    key,
    contextState(name) {
      const known = answers.get(name)
      if (known !== undefined) {
        return known
      }
      const state = askContext(call, name)
      if (state instanceof Promise) {
        asked = { name, state }
        return 'pending'
      }
      answers.set(name, state)
      return state
    },
    toolchainChanges: (before, now) => host.toolchain().changes(before, now),
  })
  if (answer.kind === 'pending' && asked !== null) {
    return { kind: 'pending', answer: asked }
  }
  return answer.kind === 'hit'
    ? foundIn(call, answer, answer)
    : { kind: 'missed', reason: answer.kind === 'miss' ? answer.reason : { kind: 'corrupt' } }
}

function foundIn(call: Call, stored: ResultParts, inputs: Found['inputs']): Found | Missed {
  const parts = restoreParts(call.plugin.host.root, stored)
  const decoded = decodeStoredCall(parts.payload)
  return decoded === null
    ? { kind: 'missed', reason: { kind: 'corrupt' } }
    : {
        kind: 'found',
        stored: decoded,
        parts,
        result: thawResult(decoded.shape, parts.code, parts.map),
        inputs,
      }
}

/** The result with this build's reference ids, wherever it mentions one. */
function renamedResult({ stored, parts }: Found, renamed: ReadonlyMap<string, string>): unknown {
  const rename = (text: string | null): string | null =>
    text === null ? null : renameReferences(text, renamed)
  const shape = { ...stored.shape, rest: rename(stored.shape.rest) }
  return thawResult(shape, rename(parts.code), rename(parts.map))
}
