import { createRequire } from 'node:module'
import { isPlainData } from '@rekindle/core'
import { RestoredSourceMap } from './restored-source-map.ts'

type Devalue = typeof import('devalue')

/** Source maps as class instances also stand in `meta` (Svelte's styles). */
const REDUCERS: Record<string, (value: unknown) => unknown> = {
  SourceMap: (value) => isSourceMapInstance(value) && RestoredSourceMap.plainFieldsOf(value),
}
const REVIVERS: { SourceMap(fields: ConstructorParameters<typeof RestoredSourceMap>[0]): unknown } = {
  SourceMap: (fields) => new RestoredSourceMap(fields),
}

/** What stands before JSON: of the value, or of the names and values in an object of which some are undefined. The texts of devalue begin otherwise. */
const VALUE_MARK = '='
const FIELDS_MARK = '~'

let library: Devalue | null = null

/** Most values are such that JSON gives them back, and a build that meets no others does without loading the library. */
function devalue(): Devalue {
  library ??= createRequire(import.meta.url)('devalue') as Devalue
  return library
}

/** A value as text, such that `valueOfText` gives it back; throws for one without a text form (a function). */
export function textOfValue(value: unknown): string {
  if (isPlainTree(value)) {
    return VALUE_MARK + JSON.stringify(value)
  }
  const fields = fieldsOf(value)
  return fields === null ? devalue().stringify(value, REDUCERS) : FIELDS_MARK + JSON.stringify(fields)
}

/** Throws when the text is damaged. */
export function valueOfText(text: string): unknown {
  switch (text[0]) {
    case VALUE_MARK:
      return JSON.parse(text.slice(1))
    case FIELDS_MARK:
      return Object.fromEntries((JSON.parse(text.slice(1)) as Field[]).map(([name, value]) => [name, value]))
    default:
      return devalue().parse(text, REVIVERS)
  }
}

/** Without a value: that is undefined. */
type Field = readonly [name: string, value?: unknown]

/** Plugins like to return `{ code, map, meta: undefined }`. Null for what isn't an object with plain fields but for these. */
function fieldsOf(value: unknown): readonly Field[] | null {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    return null
  }
  const fields = Object.entries(value).map(
    ([name, field]): Field => (field === undefined ? [name] : [name, field]),
  )
  const isWhole = Reflect.ownKeys(value).length === fields.length && !Object.hasOwn(value, '__proto__')
  return isWhole && isPlainTree(fields) ? fields : null
}

/** Whether JSON gives the value back exactly: it is plain data in which no object occurs twice. */
function isPlainTree(value: unknown): boolean {
  // In this order: a circle has no end.
  return isTree(value, new Set()) && isPlainData(value)
}

/** Whether no object occurs twice, and each is what JSON makes objects of. */
function isTree(value: unknown, seen: Set<object>): boolean {
  return typeof value !== 'object' || value === null || isTreeOfParts(value, seen)
}

function isTreeOfParts(value: object, seen: Set<object>): boolean {
  if (seen.has(value)) {
    return false
  }
  seen.add(value)
  const keys = Reflect.ownKeys(value)
  if (Array.isArray(value)) {
    // One key more than elements, `length`: then there are no holes and no other properties.
    const isPlain = Object.getPrototypeOf(value) === Array.prototype && keys.length === value.length + 1
    return isPlain && value.every((element) => isTree(element, seen))
  }
  return (
    Object.getPrototypeOf(value) === Object.prototype && keys.every((key) => isPlainField(value, key, seen))
  )
}

function isPlainField(owner: object, key: string | symbol, seen: Set<object>): boolean {
  const field = Object.getOwnPropertyDescriptor(owner, key)
  return (
    typeof key === 'string' &&
    // JSON would ask it for another value.
    key !== 'toJSON' &&
    field !== undefined &&
    field.enumerable === true &&
    'value' in field &&
    isTree(field.value, seen)
  )
}

function isSourceMapInstance(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Object.hasOwn(value, 'toUrl') &&
    typeof (value as { toUrl?: unknown }).toUrl === 'function'
  )
}
