import { createRequire } from 'node:module'
import { type ExceptedTree, exceptedTree, valueOfExceptedTree } from './excepted-tree.ts'
import { isPlainTree } from './plain-tree.ts'
import { RestoredSourceMap } from './restored-source-map.ts'

type Devalue = typeof import('devalue')

/** Source maps as class instances also stand in `meta` (Svelte's styles). */
const REDUCERS: Record<string, (value: unknown) => unknown> = {
  SourceMap: (value) => RestoredSourceMap.isInstance(value) && RestoredSourceMap.plainFieldsOf(value),
  // Other bytes have a text form of their own, and give a list of numbers where a Buffer gives its content. In a list: what is empty counts as none.
  Buffer: (value) => Buffer.isBuffer(value) && [value.toString('base64')],
}
const REVIVERS: {
  SourceMap(fields: ConstructorParameters<typeof RestoredSourceMap>[0]): unknown
  Buffer(base64: readonly [string]): unknown
} = {
  SourceMap: (fields) => new RestoredSourceMap(fields),
  Buffer: ([base64]) => Buffer.from(base64, 'base64'),
}

/** What stands before JSON: of the value, or of an `ExceptedTree` as a list. The texts of devalue begin otherwise. */
const VALUE_MARK = '='
const EXCEPTED_MARK = '#'

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
  const excepted = exceptedTree(value)
  return excepted === null
    ? devalue().stringify(value, REDUCERS)
    : EXCEPTED_MARK + JSON.stringify([excepted.tree, excepted.undefinedAt, excepted.mapsAt])
}

/** Throws when the text is damaged. */
export function valueOfText(text: string): unknown {
  switch (text[0]) {
    case VALUE_MARK:
      return JSON.parse(text.slice(1))
    case EXCEPTED_MARK: {
      const [tree, undefinedAt, mapsAt] = JSON.parse(text.slice(1)) as ListedTree
      return valueOfExceptedTree({ tree, undefinedAt, mapsAt })
    }
    default:
      return devalue().parse(text, REVIVERS)
  }
}

type ListedTree = readonly [ExceptedTree['tree'], ExceptedTree['undefinedAt'], ExceptedTree['mapsAt']]
