/** The fields of a version 3 source map, decoded or encoded. */
interface SourceMapFields {
  readonly version?: number
  readonly file?: string
  readonly sources?: readonly (string | null)[]
  readonly sourcesContent?: readonly (string | null)[]
  readonly names?: readonly string[]
  readonly mappings: unknown
}

/**
 * Stands for a source map that a hook returned as an instance of a class (magic-string's `SourceMap`): the same
 * own fields, and the two methods such classes have.
 */
export class RestoredSourceMap {
  constructor(fields: SourceMapFields) {
    Object.assign(this, fields)
  }

  static isInstance(value: unknown): value is object {
    return (
      typeof value === 'object' &&
      value !== null &&
      !Object.hasOwn(value, 'toUrl') &&
      typeof (value as { toUrl?: unknown }).toUrl === 'function'
    )
  }

  /**
   * The own fields of a map, if they are all there is to it: a class that keeps its mappings elsewhere (behind
   * a getter or in private state) can't be rebuilt and gives null.
   */
  static plainFieldsOf(map: object): SourceMapFields | null {
    const fields = { ...map } as SourceMapFields
    const hasMappings = typeof fields.mappings === 'string' || Array.isArray(fields.mappings)
    const isData = Object.values(fields).every((value) => typeof value !== 'function')
    return hasMappings && isData && !hasInheritedField(map) ? fields : null
  }

  toString(): string {
    return JSON.stringify(this)
  }

  toUrl(): string {
    return `data:application/json;charset=utf-8;base64,${Buffer.from(this.toString()).toString('base64')}`
  }
}

const FIELDS = ['version', 'file', 'sources', 'sourcesContent', 'names', 'mappings']

/** Whether the map gives a field from its class; a copy of its own fields would lack it. */
function hasInheritedField(map: object): boolean {
  return FIELDS.some((field) => field in map && !Object.hasOwn(map, field))
}
