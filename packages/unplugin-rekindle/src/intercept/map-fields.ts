import { isPlainData } from '@rekindle/core'

/** A source map's fields as JSON, with the names of fields that are present but undefined. */
interface EncodedFields {
  readonly fields: Record<string, unknown>
  readonly undefinedNames: readonly string[]
}

/** Null when a field holds something that JSON would change. */
export function encodeMapFields(map: object): string | null {
  const entries = Object.entries(map)
  const given = entries.filter(([, value]) => value !== undefined)
  if (!given.every(([, value]) => isPlainData(value))) {
    return null
  }
  const undefinedNames = entries.filter(([, value]) => value === undefined).map(([name]) => name)
  return JSON.stringify({ fields: Object.fromEntries(given), undefinedNames } satisfies EncodedFields)
}

/** The inverse of `encodeMapFields`. Throws when the text isn't one of its results. */
export function decodeMapFields(text: string): { mappings: unknown } & Record<string, unknown> {
  const { fields, undefinedNames } = JSON.parse(text) as EncodedFields
  for (const name of undefinedNames) {
    // An assignment to `__proto__` would make no field.
    Object.defineProperty(fields, name, {
      value: undefined,
      configurable: true,
      enumerable: true,
      writable: true,
    })
  }
  return fields as { mappings: unknown } & Record<string, unknown>
}
