import type { Fingerprint } from '../../key/cache-key.ts'

/** What stands at the top level of a module under one or several names that can't be told apart. */
export interface Definition {
  /** The first of its names. `*default*` for a default export without a name, which no identifier can be. */
  readonly name: string
  /** All of them: those of a pattern, for instance, that takes something apart. */
  readonly names: readonly string[]
  /** Of what it says and of which names it uses; not of layout and of comments without a mark. */
  readonly fingerprint: Fingerprint
  /** Definitions of the same module that it uses, or that give one of its names another value. */
  readonly uses: readonly string[]
  readonly imports: readonly ImportUse[]
}

export interface ImportUse {
  readonly specifier: string
  /** An export's name; `*` for any of them. */
  readonly name: string
  /** True when using it evaluates the module then: `import('./a.js')`. */
  readonly isEvaluated: boolean
}

/** Where an export comes from. */
export type ExportOrigin =
  | { readonly kind: 'definition'; readonly name: string }
  | { readonly kind: 'import'; readonly specifier: string; readonly name: string }

/**
 * A module by its definitions.
 *
 * Importing a module evaluates it, whatever is used of it: what its top level does, besides giving values, is the
 * definition `effects`, which every importer reaches.
 */
export interface ParsedSummary {
  readonly kind: 'parsed'
  readonly definitions: ReadonlyMap<string, Definition>
  readonly effects: Omit<Definition, 'name' | 'names'>
  /** export name -> where it comes from; without those of `stars` */
  readonly exports: ReadonlyMap<string, ExportOrigin>
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[]
  /** Specifiers whose modules are evaluated with this one. */
  readonly evaluated: readonly string[]
}

/** Nobody can tell the parts of the module apart: anything in it may use anything else. */
export interface OpaqueSummary {
  readonly kind: 'opaque'
  readonly why: string
  readonly fingerprint: Fingerprint
}

export type ModuleSummary = ParsedSummary | OpaqueSummary

/** The specifiers that a module's text uses, those of types too; of an opaque module none is known. */
export function specifiersIn(summary: ModuleSummary | null): ReadonlySet<string> {
  const specifiers = new Set<string>()
  if (summary?.kind !== 'parsed') {
    return specifiers
  }
  for (const { imports } of [summary.effects, ...summary.definitions.values()]) {
    for (const { specifier } of imports) {
      specifiers.add(specifier)
    }
  }
  for (const origin of summary.exports.values()) {
    if (origin.kind === 'import') {
      specifiers.add(origin.specifier)
    }
  }
  for (const specifier of [...summary.stars, ...summary.evaluated]) {
    specifiers.add(specifier)
  }
  return specifiers
}
