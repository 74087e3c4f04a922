import type { HookTrace, Kept, UncacheableReason } from '@rekindle/core'
import type { CallOutcome } from '../plugins-known/known-plugin.ts'
import { asKept, type Call, emitCall } from './call.ts'
import { chanceIn } from './chance-in-result.ts'
import { readArguments } from './hook-arguments.ts'
import type { HookRecord } from './hook-record.ts'
import { type FrozenResult, freezeResult } from './hook-result.ts'
import { watchedFiles } from './journal.ts'
import { learnInputs } from './learn-inputs.ts'
import { decodeMapFields } from './map-fields.ts'
import { lookedAt } from './note-reads.ts'
import { storeParts } from './portable-parts.ts'
import { mayMentionReference, mentionsForeignReference } from './references.ts'
import { rootInput } from './root-input.ts'
import { PAYLOAD_MARK } from './stored-call.ts'

/** A result that is kept with those of other parts of its module: when all are there, since they share their inputs. */
interface KeptTogether {
  readonly kind: 'kept-together'
}

/** Keeps what a call has given, or says why it can't be kept. `milliseconds` is how long the call took. */
export function keepResult(
  call: Call,
  trace: HookTrace,
  record: HookRecord,
  result: unknown,
  milliseconds: number,
): Kept | KeptTogether {
  const { host, policy } = call.plugin
  const watched = watchedFiles(record.journal)
  host.noteWatched(call.environment, watched)
  // Before anything can be refused: the plugin remembers what it read, whatever becomes of this result.
  const inputs = learnInputs(call, trace, watched)
  const frozen = freezeResult(result, policy.keepsEmpty?.(call) === true)
  if (frozen.kind === 'empty') {
    return refused({ kind: 'empty-result' })
  }
  if (frozen.kind === 'unfreezable') {
    return refused({ kind: 'result', detail: frozen.detail })
  }
  const outcome: CallOutcome = { trace, watched, code: frozen.code, styles: host.styles }
  const effect = firstEffect(call, trace) ?? policy.refusesOutcome?.(call, outcome)
  if (effect !== undefined && effect !== null) {
    return refused({ kind: 'effect', detail: effect })
  }
  if (readArguments(call.hook, call.args, policy.environment === 'when-used')?.options !== call.options) {
    return refused({ kind: 'effect', detail: 'a change of its options' })
  }
  const refusal =
    record.refusalInTheEnd(policy.isUnknown === true) ??
    chanceOf(call, trace, frozen) ??
    (call.plugin.hasReplacedHook(call.hook, call.handler) ? 'a change of its own hooks' : null) ??
    call.plugin.handedOn
  if (refusal !== null) {
    return refused({ kind: 'effect', detail: refusal })
  }
  if (mentionsOthersFile(call, record, frozen)) {
    return refused({ kind: 'effect', detail: 'the reference of a file that another call emitted' })
  }
  record.addPrinted()
  const unseen = policy.unseenInputs?.(call, outcome) ?? []
  const parts = storeParts(
    host.root,
    call.code,
    {
      code: frozen.code,
      map: frozen.map,
      payload: JSON.stringify({ shape: frozen.shape, journal: record.journal, milliseconds }),
    },
    () => encodedMappings(frozen.shape.map, frozen.map),
  )
  const { place, question } = call
  const stored = { payload: PAYLOAD_MARK[parts.kind] + parts.payload, code: parts.code, map: parts.map }
  const asked = record.contextInputs()
  const root = rootInput(host.root)
  const contextInputs =
    parts.kind === 'bound' ? [root, ...asked.filter(({ name }) => name !== root.name)] : asked
  if (place !== null) {
    const adding = {
      question,
      refused: (reason: UncacheableReason) => emitCall(call, { kind: 'uncacheable', reason }),
    }
    if (record.journal.length === 0 && unseen.length === 0 && contextInputs.length === 0) {
      place.table.add(adding, place.address, stored, inputs)
      return { kind: 'kept-together' }
    }
    place.table.addApart(adding, place.address)
  }
  return host.results.keep({
    question,
    key: asKept(call).key,
    family: policy.family,
    inputs: unseen.length === 0 ? inputs : [...inputs, ...lookedAt(unseen, trace)],
    contextInputs,
    payload: stored.payload,
    code: stored.code,
    map: stored.map,
  })
}

const UNSEEN: RegExp = /^(?:child_process|worker_threads)\./

/**
 * What forbids to keep the result. Reads in processes and threads are out of sight, and one that was started
 * once may serve every later call, unless it is known what it reads.
 */
function firstEffect({ plugin }: Call, trace: HookTrace): string | undefined {
  if (trace.effects.size === 0) {
    return plugin.policy.hasKnownUnseenReads === true ? undefined : (plugin.unseenReader ?? undefined)
  }
  const effects = [...trace.effects]
  return plugin.policy.hasKnownUnseenReads === true
    ? effects.find((effect) => !UNSEEN.test(effect))
    : effects[0]
}

type Frozen = FrozenResult & { readonly kind: 'frozen' }

/** Whether anything that would be stored mentions the reference of a file that another call emitted. */
function mentionsOthersFile(call: Call, record: HookRecord, frozen: Frozen): boolean {
  const { references } = call.plugin.host
  const own = record.journal.flatMap((step) => (step.step === 'emit' ? [step.reference] : []))
  for (const reference of own) {
    references.add(reference)
  }
  const journal = record.journal.length === 0 ? null : JSON.stringify(record.journal)
  const texts = [frozen.code, frozen.shape.rest, journal].filter((text) => text !== null)
  if (references.size === 0 && !texts.some(mayMentionReference)) {
    return false
  }
  const facts = { received: call.code, own, known: references }
  return texts.some((text) => mentionsForeignReference(text, facts))
}

/** What of a result another run would not give, in words; null: nothing that shows. */
function chanceOf(call: Call, trace: HookTrace, frozen: Frozen): string | null {
  const chances = { startedAtMs: trace.startedAtMs, endedAtMs: Date.now(), drawn: trace.drawn }
  const chance = chanceInText(frozen.code) ?? chanceInText(frozen.shape.rest)
  return chance === null ? null : `${chance} in its result`

  function chanceInText(text: string | null): string | null {
    return text === null ? null : chanceIn(text, call.code, chances)
  }
}

function encodedMappings(form: string, map: string | null): string | null {
  if (map === null) {
    return ''
  }
  const fields: { mappings?: unknown } =
    form === 'text' ? (JSON.parse(map) as { mappings?: unknown }) : decodeMapFields(map)
  return typeof fields.mappings === 'string' ? fields.mappings : null
}

function refused(reason: UncacheableReason): Kept {
  return { kind: 'refused', reason }
}
