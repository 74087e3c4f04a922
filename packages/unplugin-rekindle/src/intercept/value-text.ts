import { createRequire } from 'node:module'
import { RestoredSourceMap } from './restored-source-map.ts'

type Devalue = typeof import('devalue')

/** Source maps as class instances also stand in `meta` (Svelte's styles). */
const REDUCERS: Record<string, (value: unknown) => unknown> = {
  SourceMap: (value) => isSourceMapInstance(value) && RestoredSourceMap.plainFieldsOf(value),
}
const REVIVERS: { SourceMap(fields: ConstructorParameters<typeof RestoredSourceMap>[0]): unknown } = {
  SourceMap: (fields) => new RestoredSourceMap(fields),
}

/** What stands before JSON; the texts of devalue begin otherwise. */
const JSON_MARK = '='

let library: Devalue | null = null

/** Most values are such that JSON gives them back, and a build that meets no others does without loading the library. */
function devalue(): Devalue {
  library ??= createRequire(import.meta.url)('devalue') as Devalue
  return library
}

/** A value as text, such that `valueOfText` gives it back; throws for one without a text form (a function). */
export function textOfValue(value: unknown): string {
  return isTree(value, new Set()) ? JSON_MARK + JSON.stringify(value) : devalue().stringify(value, REDUCERS)
}

/** Throws when the text is damaged. */
export function valueOfText(text: string): unknown {
  return text.startsWith(JSON_MARK)
    ? JSON.parse(text.slice(JSON_MARK.length))
    : devalue().parse(text, REVIVERS)
}

/** Whether JSON gives the value back exactly: it is plain data in which no object occurs twice. */
function isTree(value: unknown, seen: Set<object>): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
    case 'object':
      return value === null || isTreeOfParts(value, seen)
    default:
      return false
  }
}

function isTreeOfParts(value: object, seen: Set<object>): boolean {
  if (seen.has(value)) {
    return false
  }
  seen.add(value)
  const keys = Reflect.ownKeys(value)
  if (Array.isArray(value)) {
    // One key more than elements, `length`: then there are no holes and no other properties.
    return keys.length === value.length + 1 && value.every((element) => isTree(element, seen))
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
