import { createRequire } from 'node:module'
import type { SyntaxNode } from './syntax-node.ts'

type Parse = typeof import('oxc-parser').parseSync

let parse: Parse | null | undefined

/**
 * The top-level statements of a JavaScript or TypeScript source, which of them by the file's name; null for one that can't
 * be parsed. The parser is native code: it is loaded when it is first needed, and there may be none for this machine.
 */
export function parseSource(file: string, source: string): readonly SyntaxNode[] | null {
  parse ??= loadParser()
  if (parse === null) {
    return null
  }
  const { program, errors } = parse(file, source)
  return errors.length > 0 ? null : (program.body as unknown as readonly SyntaxNode[])
}

function loadParser(): Parse | null {
  try {
    const { parseSync } = createRequire(import.meta.url)('oxc-parser') as { parseSync: Parse }
    return parseSync
  } catch {
    return null
  }
}
