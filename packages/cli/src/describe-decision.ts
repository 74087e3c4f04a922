import type { Decision, MissReason, UncacheableReason } from '@rekindle/core'

/** Why a call was not answered, as the end of a sentence. */
export function describeReason(reason: MissReason): string {
  switch (reason.kind) {
    case 'new':
      return 'it was never asked before'
    case 'content-changed':
      return 'the code that the hook received is another'
    case 'input-changed':
      return reason.change === 'unfinished'
        ? `${reason.input} was not written down, since the build that stored it did not end`
        : `${reason.input} has ${reason.change}, read through ${reason.through}`
    case 'toolchain-changed':
      return reason.changed.length === 0
        ? 'the tools are others'
        : `the tools are others: ${reason.changed.join(', ')}`
    case 'question-changed':
      return `other ${reason.changed.map((part) => PARTS[part] ?? part).join(', ')}`
    case 'evicted':
      return 'its result is not stored any more'
    case 'corrupt':
      return 'its result is damaged'
  }
}

/** Parts of a key, in words. */
const PARTS: Readonly<Record<string, string>> = {
  toolchain: 'tools',
  userKey: 'text in the option `key`',
  plugin: 'options or code of the plugin',
  options: 'options of the call',
  memory: 'module that the plugin remembers',
  isPortable: 'way of storing it',
}

/** Names of the parts that differ between the key of a call and the one before. */
export function changedParts(reason: MissReason): readonly string[] {
  switch (reason.kind) {
    case 'content-changed':
      return ['code']
    case 'toolchain-changed':
      return ['toolchain']
    case 'question-changed':
      return reason.changed
    case 'new':
    case 'input-changed':
    case 'evicted':
    case 'corrupt':
      return []
  }
}

function describeRefusal(refusal: UncacheableReason): string {
  switch (refusal.kind) {
    case 'empty-result':
      return 'it returned nothing'
    case 'result':
      return `its result can't be stored: ${refusal.detail}`
    case 'effect':
      return refusal.detail
    case 'input-unstable':
      return `${refusal.input} changed while it ran`
  }
}

/** What became of a call, and why. */
export function describeDecision(decision: Decision): string {
  switch (decision.kind) {
    case 'hit':
      return 'restored'
    case 'miss':
      return `ran, since ${describeReason(decision.reason)}`
    case 'uncacheable':
      return `ran, and is not stored: ${describeRefusal(decision.refusal)}`
    case 'failed':
      return 'threw an error'
    case 'bypassed':
      return `ran, since it is never cached: ${decision.why}`
    case 'audited':
      return decision.audit.outcome === 'different'
        ? `ran to be compared, and gave another result: ${decision.audit.difference}`
        : `ran to be compared: ${decision.audit.outcome === 'equal' ? 'equal' : 'an input changed meanwhile'}`
  }
}

/** The reason why a call was not answered; null where it was, or nothing was asked. */
export function reasonOf(decision: Decision): MissReason | null {
  return 'reason' in decision ? decision.reason : null
}
