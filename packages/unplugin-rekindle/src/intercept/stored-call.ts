import type { ProjectRoot } from '@rekindle/core'
import type { ResultShape } from './hook-result.ts'
import type { JournalStep } from './journal.ts'
import type { ResultParts } from './portable-parts.ts'

/** What is stored of a call besides its code and map. */
export interface StoredCall {
  readonly shape: ResultShape
  readonly journal: readonly JournalStep[]
  /** What the hook cost, ms. Earlier versions have not noted it. Told, never compared. */
  readonly milliseconds?: number
}

/** Exhaustive by type: a kind of step that can be written can be read. */
const STEPS: { readonly [Step in JournalStep['step']]: true } = {
  watch: true,
  log: true,
  emit: true,
  print: true,
  'put-beside': true,
}

/** First character of a payload: whether the root's token stands in the texts of the entry. */
export const PAYLOAD_MARK: { readonly portable: 'P'; readonly bound: 'B' } = { portable: 'P', bound: 'B' }

/** Puts this machine's root into stored texts; the mark of the payload is taken off. */
export function restoreParts(root: ProjectRoot, parts: ResultParts): ResultParts {
  const payload = parts.payload.slice(1)
  if (parts.payload[0] !== PAYLOAD_MARK.portable) {
    return { ...parts, payload }
  }
  return {
    code: parts.code === null ? null : root.restore(parts.code),
    map: parts.map === null ? null : root.restore(parts.map),
    payload: root.restore(payload),
  }
}

/** Many calls are stored alike: by text, those without a journal that were decoded last. */
const decoded: Map<string, StoredCall> = new Map()
const MOST_DECODED = 200

/** Null when the text isn't a stored call. What is given is shared by calls that were stored alike: it isn't to be changed. */
export function decodeStoredCall(text: string): StoredCall | null {
  const known = decoded.get(text)
  if (known !== undefined) {
    return known
  }
  const call = parseStoredCall(text)
  if (call !== null && call.journal.length === 0) {
    if (decoded.size === MOST_DECODED) {
      decoded.clear()
    }
    decoded.set(text, call)
  }
  return call
}

function parseStoredCall(text: string): StoredCall | null {
  let value: Partial<StoredCall> | null
  try {
    value = JSON.parse(text) as Partial<StoredCall> | null
  } catch {
    return null
  }
  const isComplete =
    typeof value === 'object' &&
    value !== null &&
    typeof value.shape === 'object' &&
    value.shape !== null &&
    Array.isArray(value.journal) &&
    (value.milliseconds === undefined || typeof value.milliseconds === 'number') &&
    value.journal.every((step: unknown) =>
      Object.hasOwn(STEPS, String((step as { step?: unknown } | null)?.step)),
    )
  return isComplete ? (value as StoredCall) : null
}
