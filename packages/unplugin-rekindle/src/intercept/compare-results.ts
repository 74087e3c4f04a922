import type { FrozenResult, ResultShape } from './hook-result.ts'
import type { JournalStep } from './journal.ts'

/** One result of a call as texts, with what the call did. */
export interface ComparedResult {
  readonly shape: ResultShape
  readonly code: string | null
  readonly map: string | null
  readonly journal: readonly JournalStep[]
}

/**
 * The first difference of two results of the same call, in words; null: a bundler can't tell them apart. Ids of emitted
 * files differ from build to build and count by their order. Printed lines don't count: they often hold times. The order
 * in which files are watched doesn't either.
 */
export function firstDifference(stored: ComparedResult, fresh: ComparedResult): string | null {
  const storedCode = withoutReferences(stored.code, stored.journal)
  const freshCode = withoutReferences(fresh.code, fresh.journal)
  if (storedCode !== freshCode) {
    return `code: ${firstDifferentLine(storedCode, freshCode)}`
  }
  if (withoutReferences(stored.map, stored.journal) !== withoutReferences(fresh.map, fresh.journal)) {
    return 'source map'
  }
  const field = SHAPE_FIELDS.find(
    (name) =>
      withoutReferences(stored.shape[name], stored.journal) !==
      withoutReferences(fresh.shape[name], fresh.journal),
  )
  if (field !== undefined) {
    return field === 'rest' ? 'other properties of the result' : `form of its ${field}`
  }
  return firstDifferentEffect(stored, fresh)
}

/** What of a fresh result can't be compared, in words; null: nothing. */
export function incomparable(frozen: FrozenResult): string | null {
  switch (frozen.kind) {
    case 'frozen':
      return null
    case 'empty':
      return 'it returned nothing'
    case 'unfreezable':
      return frozen.detail
  }
}

/** Exhaustive by type: a new field does not compile until it is compared. */
const SHAPE_FIELDS = Object.keys({
  form: true,
  code: true,
  map: true,
  rest: true,
} satisfies Record<keyof ResultShape, true>) as (keyof ResultShape)[]

/** What a call did, without what may differ: which ids files got, in which order files are watched, printed lines. */
function effectsOf(journal: readonly JournalStep[]): readonly { readonly step: string }[] {
  const watched = journal.flatMap((step) => (step.step === 'watch' ? [step.file] : []))
  const ordered = journal.filter(({ step }) => step !== 'watch' && step !== 'print')
  return [
    ...ordered.map((step) => ({ ...step, reference: '' })),
    ...[...new Set(watched)].sort().map((file) => ({ step: 'watch', file })),
  ]
}

function firstDifferentEffect(stored: ComparedResult, fresh: ComparedResult): string | null {
  const before = effectsOf(stored.journal)
  const now = effectsOf(fresh.journal)
  const length = Math.max(before.length, now.length)
  const textOf = (effect: unknown, of: ComparedResult): string | null =>
    withoutReferences(JSON.stringify(effect) ?? null, of.journal)
  for (let index = 0; index < length; index += 1) {
    if (textOf(before[index], stored) !== textOf(now[index], fresh)) {
      return `effect: \`${(now[index] ?? before[index])?.step}\``
    }
  }
  return null
}

function withoutReferences(code: string | null, journal: readonly JournalStep[]): string | null {
  const references = journal.flatMap((step) => (step.step === 'emit' ? [step.reference] : []))
  return references.reduce<string | null>(
    (text, reference, index) => text?.replaceAll(reference, `<file ${index}>`) ?? null,
    code,
  )
}

const SHOWN_CHARACTERS = 60

function firstDifferentLine(stored: string | null, fresh: string | null): string {
  const storedLines = (stored ?? '').split('\n')
  const freshLines = (fresh ?? '').split('\n')
  const line = freshLines.findIndex((text, index) => text !== storedLines[index])
  const at = line === -1 ? freshLines.length : line
  const [before = null, now = null] = [storedLines[at], freshLines[at]]
  const column = commonStart(before ?? '', now ?? '')
  return `line ${at + 1} was ${shown(before, column)} and is ${shown(now, column)}`
}

function commonStart(one: string, other: string): number {
  let column = 0
  while (column < one.length && one[column] === other[column]) {
    column += 1
  }
  return column
}

/** The line around the difference. */
function shown(line: string | null, column: number): string {
  if (line === null) {
    return 'missing'
  }
  const start = Math.max(0, column - SHOWN_CHARACTERS / 2)
  const text = line.slice(start, start + SHOWN_CHARACTERS)
  return JSON.stringify(`${start > 0 ? '...' : ''}${text}${start + text.length < line.length ? '...' : ''}`)
}
