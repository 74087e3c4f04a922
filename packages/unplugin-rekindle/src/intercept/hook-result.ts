import { freezeMap, type MapForm, thawMap } from './frozen-map.ts'
import { isNativeMagicString, writtenMagicString } from './native-magic-string.ts'
import { readResult } from './result-fields.ts'
import { textOfValue, valueOfText } from './value-text.ts'

/** How the `code` of an object result was given. */
type CodeForm = 'absent' | 'undefined' | 'null' | 'text'

/** Everything of a result but its code and its map. */
export interface ResultShape {
  /** Only an object has a shape of its own. */
  readonly form: 'string' | 'object' | 'undefined' | 'null'
  readonly code: CodeForm
  readonly map: MapForm
  /** The other properties (`ast`, `meta`, `moduleSideEffects`, ...) as text; null: there are none. */
  readonly rest: string | null
}

export type FrozenResult =
  | {
      readonly kind: 'frozen'
      readonly shape: ResultShape
      readonly code: string | null
      readonly map: string | null
    }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unfreezable'; readonly detail: string }

/**
 * Takes a hook's result apart into text, such that `thawResult` gives it back exactly as far as a bundler can
 * tell. A result with a part that has no text form (a function) can't be frozen; of a native magic string
 * its text and its map are taken. A hook that
 * returns nothing may act by side effect (collectors do): `keepsEmpty` says that this one is known not to.
 */
export function freezeResult(result: unknown, keepsEmpty: boolean): FrozenResult {
  if (result === null || result === undefined) {
    const form = result === null ? 'null' : 'undefined'
    return keepsEmpty
      ? { kind: 'frozen', shape: { form, code: 'absent', map: 'absent', rest: null }, code: null, map: null }
      : { kind: 'empty' }
  }
  if (typeof result === 'string') {
    return {
      kind: 'frozen',
      shape: { form: 'string', code: 'text', map: 'absent', rest: null },
      code: result,
      map: null,
    }
  }
  if (typeof result !== 'object' || Array.isArray(result)) {
    return { kind: 'unfreezable', detail: `result of type ${typeof result}` }
  }
  const read = readResult(result)
  if (read.kind === 'unreadable') {
    return { kind: 'unfreezable', detail: read.why }
  }
  const { code, map, others } = read
  if (isNativeMagicString(code)) {
    const written = writtenMagicString(code, map)
    return written === null
      ? { kind: 'unfreezable', detail: 'a magic string with settings of its own' }
      : freezeResult({ ...others, ...written }, keepsEmpty)
  }
  if (code !== undefined && code !== null && typeof code !== 'string') {
    return { kind: 'unfreezable', detail: 'code that is not a string' }
  }
  const frozenMap = freezeMap(read.hasMap, map)
  if (frozenMap === null) {
    return { kind: 'unfreezable', detail: 'source map of an unknown class' }
  }
  const rest = freezeRest(others)
  if (rest === 'unfreezable') {
    return { kind: 'unfreezable', detail: `a value without text form in ${Object.keys(others).join(', ')}` }
  }
  return {
    kind: 'frozen',
    shape: { form: 'object', code: codeFormOf(code, read.hasCode), map: frozenMap.form, rest: rest.text },
    code: code ?? null,
    map: frozenMap.text,
  }
}

function codeFormOf(code: unknown, hasCode: boolean): CodeForm {
  if (typeof code === 'string') {
    return 'text'
  }
  if (code === null) {
    return 'null'
  }
  return hasCode ? 'undefined' : 'absent'
}

/** The inverse of `freezeResult`. Throws when the texts don't fit the shape: the entry is damaged. */
export function thawResult(shape: ResultShape, code: string | null, map: string | null): unknown {
  if (shape.form !== 'object') {
    return shape.form === 'undefined' ? undefined : code
  }
  const rest: unknown = shape.rest === null ? {} : valueOfText(shape.rest)
  const result: Record<string, unknown> = { ...(rest as object) }
  if (shape.code !== 'absent') {
    result['code'] = shape.code === 'undefined' ? undefined : code
  }
  if (shape.map !== 'absent') {
    result['map'] = thawMap(shape.map, map)
  }
  return result
}

function freezeRest(others: object): { readonly text: string | null } | 'unfreezable' {
  if (Object.keys(others).length === 0) {
    return { text: null }
  }
  try {
    return { text: textOfValue(others) }
  } catch {
    return 'unfreezable'
  }
}

/** The code in what a hook gave; null: none. A getter is asked once. */
export function codeOf(result: unknown): string | null {
  const code = typeof result === 'string' ? result : (result as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : null
}
