import type { ExportOrigin, ModuleSummary } from './module-summary.ts'

/** How two versions of one module differ, as far as others can tell. */
export type DefinitionChange =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'some'
      /** Names of definitions that are new, gone or say something else. */
      readonly definitions: readonly string[]
      /** Names of exports that are new, gone or come from elsewhere. */
      readonly exports: readonly string[]
      /** Whether evaluating the module does something else. */
      readonly hasOtherEffects: boolean
    }
  | { readonly kind: 'whole'; readonly why: string }

/** `null` stands for a module that isn't there, or of which nothing is known. */
export function definitionChange(
  before: ModuleSummary | null,
  after: ModuleSummary | null,
): DefinitionChange {
  if (before === after) {
    return { kind: 'none' }
  }
  if (before === null || after === null) {
    return { kind: 'whole', why: before === null ? 'new' : 'gone' }
  }
  if (before.kind === 'opaque' && after.kind === 'opaque' && before.fingerprint === after.fingerprint) {
    return { kind: 'none' }
  }
  if (before.kind === 'opaque' || after.kind === 'opaque') {
    return { kind: 'whole', why: after.kind === 'opaque' ? after.why : (before as { why: string }).why }
  }
  if (JSON.stringify(before.stars) !== JSON.stringify(after.stars)) {
    return { kind: 'whole', why: '`export *` of other modules' }
  }
  const definitions = differences(
    before.definitions,
    after.definitions,
    (one, other) => one.fingerprint === other.fingerprint,
  )
  const exports = differences(before.exports, after.exports, isSameOrigin)
  const hasOtherEffects = before.effects.fingerprint !== after.effects.fingerprint
  return definitions.length === 0 && exports.length === 0 && !hasOtherEffects
    ? { kind: 'none' }
    : { kind: 'some', definitions, exports, hasOtherEffects }
}

/** Names whose value differs, or that only one of two maps has. */
function differences<Value>(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
  isSame: (one: Value, other: Value) => boolean,
): string[] {
  const names = new Set([...before.keys(), ...after.keys()])
  return [...names].filter((name) => {
    const one = before.get(name)
    const other = after.get(name)
    return one === undefined || other === undefined || !isSame(one, other)
  })
}

function isSameOrigin(one: ExportOrigin, other: ExportOrigin): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
