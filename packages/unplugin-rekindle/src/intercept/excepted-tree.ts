import { isPlainTree, isPlainValue } from './plain-tree.ts'
import { RestoredSourceMap } from './restored-source-map.ts'

/**
 * A value that JSON gives back but for some places in it: there `null` stands for undefined, and the fields of a source map for
 * the instance of a class.
 */
export interface ExceptedTree {
  readonly tree: unknown
  readonly undefinedAt: readonly Path[]
  /** The inner ones first. */
  readonly mapsAt: readonly Path[]
}

type Path = readonly (string | number)[]

/** Null for a value with anything else in it that JSON would change. */
export function exceptedTree(value: unknown): ExceptedTree | null {
  const undefinedAt: Path[] = []
  const mapsAt: Path[] = []
  const seen = new Set<object>()
  // Stands for what can't be in such a tree, and isn't plain itself.
  const refused = (): undefined => undefined
  const copy = (part: unknown, path: Path): unknown => {
    if (part === undefined) {
      undefinedAt.push(path)
      return null
    }
    if (typeof part !== 'object' || part === null) {
      return part
    }
    if (seen.has(part)) {
      return refused
    }
    seen.add(part)
    if (Array.isArray(part)) {
      return isPlainValue(part) ? part.map((element, index) => copy(element, [...path, index])) : refused
    }
    const fields = RestoredSourceMap.isInstance(part) ? RestoredSourceMap.plainFieldsOf(part) : part
    if (fields === null || !isPlainValue(fields)) {
      return refused
    }
    const entries = Object.entries(fields).map(([name, field]) => [name, copy(field, [...path, name])])
    if (fields !== part) {
      mapsAt.push(path)
    }
    return Object.fromEntries(entries)
  }
  const tree = copy(value, [])
  return isPlainTree(tree) ? { tree, undefinedAt, mapsAt } : null
}

/** The value that `exceptedTree` was given. Throws where the tree lacks a place. */
export function valueOfExceptedTree({ tree, undefinedAt, mapsAt }: ExceptedTree): unknown {
  const holder = { value: tree }
  for (const path of undefinedAt) {
    put(holder, path, () => undefined)
  }
  for (const path of mapsAt) {
    put(holder, path, (fields) => new RestoredSourceMap(fields as { mappings: unknown }))
  }
  return holder.value
}

function put(holder: { value: unknown }, path: Path, change: (part: unknown) => unknown): void {
  let owner = holder as unknown as Record<string | number, unknown>
  let at: string | number = 'value'
  for (const next of path) {
    owner = owner[at] as typeof owner
    at = next
  }
  owner[at] = change(owner[at])
}
