import type { InputKind, InputState, RecordedInput } from '../fingerprint/input.ts'

/** The part of an entry that decides whether it may be used; `payload` belongs to who stored it. */
export interface EntryHead {
  readonly inputs: readonly RecordedInput[]
  /** Name of the ledger with the inputs that all results of the plugin family share; null: none. */
  readonly ledger: string | null
  readonly payload: string
}

const KINDS: ReadonlySet<string> = new Set<InputKind>([
  'file',
  'settings',
  'directory',
  'tree',
  'place',
  'env',
  'context',
])

export function encodeInputs(inputs: readonly RecordedInput[]): readonly (readonly string[])[] {
  return inputs.map(({ kind, name, state, through }) =>
    through === null ? [kind, name, state] : [kind, name, state, through],
  )
}

/** Null when the value isn't a list of inputs, as after damage that kept the checksum or a foreign writer. */
export function decodeInputs(value: unknown): readonly RecordedInput[] | null {
  if (!Array.isArray(value)) {
    return null
  }
  const inputs: RecordedInput[] = []
  for (const row of value) {
    if (!isRow(row) || !KINDS.has(row[0])) {
      return null
    }
    // Not taken apart as a list is: that alone took the compiler of the runtime longer than all the rest.
    inputs.push({
      kind: row[0] as InputKind,
      name: row[1],
      state: row[2] as InputState,
      through: row[3] ?? null,
    })
  }
  return inputs
}

type InputRow = [kind: string, name: string, state: string, through?: string]

/** By hand rather than by `every`: thousands are looked at before a build. */
function isRow(value: unknown): value is InputRow {
  return (
    Array.isArray(value) &&
    typeof value[0] === 'string' &&
    typeof value[1] === 'string' &&
    typeof value[2] === 'string' &&
    (value.length === 3 || (value.length === 4 && typeof value[3] === 'string'))
  )
}

export function encodeHead(head: EntryHead): string {
  return JSON.stringify([encodeInputs(head.inputs), head.ledger, head.payload])
}

/** Null when the text isn't a head. */
export function decodeHead(text: string): EntryHead | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!Array.isArray(value) || value.length !== 3) {
    return null
  }
  const head: readonly unknown[] = value
  const ledger = head[1]
  const payload = head[2]
  const inputs = decodeInputs(head[0])
  if (inputs === null || typeof payload !== 'string' || (ledger !== null && typeof ledger !== 'string')) {
    return null
  }
  return { inputs, ledger, payload }
}
