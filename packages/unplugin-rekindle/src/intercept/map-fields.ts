import { isPlainData } from '@rekindle/core'

/** A source map's fields as JSON, with the names of fields that are present but undefined. */
interface EncodedFields {
  readonly fields: Record<string, unknown>
  readonly undefinedNames: readonly string[]
}

/** Null when a field holds something that JSON would change. */
export function encodeMapFields(map: object): string | null {
  const fields: Record<string, unknown> = {}
  const undefinedNames: string[] = []
  for (const [name, value] of Object.entries(map)) {
    if (value === undefined) {
      undefinedNames.push(name)
    } else if (isPlainData(value)) {
      fields[name] = value
    } else {
      return null
    }
  }
  return JSON.stringify({ fields, undefinedNames } satisfies EncodedFields)
}

/** The inverse of `encodeMapFields`. Throws when the text isn't one of its results. */
export function decodeMapFields(text: string): { mappings: unknown } & Record<string, unknown> {
  const { fields, undefinedNames } = JSON.parse(text) as EncodedFields
  for (const name of undefinedNames) {
    fields[name] = undefined
  }
  return fields as { mappings: unknown } & Record<string, unknown>
}
