const SPECIFIER: RegExp =
  /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*|\brequire\.resolve\s*\(\s*)(["'`])([^"'`\n$]+)\1/g

/**
 * What a JavaScript or TypeScript source imports, by its words rather than its grammar: one in a comment
 * counts too, which costs a needless dependency, never a missing one. A specifier that is computed isn't found.
 */
export function importSpecifiers(source: string): readonly string[] {
  const found = new Set<string>()
  for (const match of source.matchAll(SPECIFIER)) {
    if (match[2] !== undefined) {
      found.add(match[2])
    }
  }
  return [...found]
}

const TEXT: RegExp = /(["'`])([^"'`\s$]+)\1|([@\w][\w@/-]*)\s*:/g

/**
 * What a tool's config may name without importing it: every text and every property name. Those that aren't modules
 * are found to be absent, which costs a look.
 */
export function namedModules(source: string): readonly string[] {
  return [...new Set([...source.matchAll(TEXT)].map((match) => match[2] ?? match[3] ?? ''))]
}

/** `@scope/name` or `name` of a bare specifier; null for a relative, absolute, virtual or built-in one. */
export function packageNameOf(specifier: string): string | null {
  const match = /^(@[\w.~-]+\/[\w.~-]+|[a-zA-Z0-9][\w.~-]*)(?:\/|$)/.exec(specifier)
  return match?.[1] ?? null
}
