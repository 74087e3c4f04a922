import { createRequire } from 'node:module'
import type { ParserOptions } from 'oxc-parser'
import type { ParsedModule, Syntax } from './syntax.ts'

/** Reads a module's text as the language that its name says. */
export type Parse = (name: string, text: string) => ParsedModule | ParseFailure

export interface ParseFailure {
  readonly kind: 'unparsable'
  readonly error: string
}

type ParseSync = typeof import('oxc-parser').parseSync

let parser: Promise<Parse> | null = null

/** The parser is a native library: it is loaded when the first module is to be parsed. Rejects when it can't be. */
export function loadParser(): Promise<Parse> {
  parser ??= import('oxc-parser').then(({ parseSync }) => parserOf(parseSync))
  return parser
}

/** The same for those who can't wait. @throws when the native library can't be loaded */
export function loadParserAtOnce(): Parse {
  const { parseSync } = createRequire(import.meta.url)('oxc-parser') as { readonly parseSync: ParseSync }
  return parserOf(parseSync)
}

function parserOf(parseSync: ParseSync): Parse {
  return (name, text) => {
    const options: ParserOptions = { lang: languageOf(name), sourceType: 'module', preserveParens: false }
    const { program, comments, errors, module } = parseSync(name, text, options)
    const error = errors.find(({ severity }) => severity === 'Error')
    return error === undefined
      ? {
          body: program.body as unknown as readonly Syntax[],
          comments,
          hasModuleSyntax: module.hasModuleSyntax,
        }
      : { kind: 'unparsable', error: error.message }
  }
}

/** Without a telling name, JavaScript with JSX: what compilers give. */
function languageOf(name: string): NonNullable<ParserOptions['lang']> {
  const path = name.replace(/[?#].*$/, '')
  if (/\.d\.[cm]?ts$/.test(path)) {
    return 'dts'
  }
  if (path.endsWith('.tsx')) {
    return 'tsx'
  }
  return /\.[cm]?ts$/.test(path) ? 'ts' : 'jsx'
}
