import { createRequire } from 'node:module'
import type { SourceMapMappings } from '@jridgewell/sourcemap-codec'
import type { ProjectRoot, RootMention } from '@rekindle/core'

type Codec = typeof import('@jridgewell/sourcemap-codec')

/** The three texts of a stored result. */
export interface ResultParts {
  readonly code: string | null
  readonly map: string | null
  readonly payload: string
}

/**
 * Whether stored texts hold in every copy of the project.
 * - `portable`: the project root is replaced by a token in the texts.
 * - `bound`: some text mentions this machine's folders in a way that can't be moved; it is kept as it is.
 */
export interface StoredParts extends ResultParts {
  readonly kind: 'portable' | 'bound'
}

/**
 * Replaces the project root in a result. A root of another length moves what follows it on the line, so a
 * source map with positions behind a mention, in what the hook received or returned, binds the result.
 */
export function storeParts(
  root: ProjectRoot,
  received: string | null,
  parts: ResultParts,
  mappings: () => string | null,
): StoredParts {
  const code = root.mentions(parts.code ?? '')
  const map = root.mentions(parts.map ?? '')
  const payload = root.mentions(parts.payload)
  if (code.kind === 'bound' || map.kind === 'bound' || payload.kind === 'bound') {
    return { kind: 'bound', ...parts }
  }
  const source = parts.map === null ? ({ kind: 'none' } as const) : root.mentions(received ?? '')
  if (parts.map !== null && (code.kind === 'portable' || source.kind !== 'none')) {
    const encoded = mappings()
    if (
      source.kind === 'bound' ||
      encoded === null ||
      hasPositionBehind(encoded, parts.code, code, received, source)
    ) {
      return { kind: 'bound', ...parts }
    }
  }
  return {
    kind: 'portable',
    code: code.kind === 'portable' ? code.text : parts.code,
    map: map.kind === 'portable' ? map.text : parts.map,
    payload: payload.kind === 'portable' ? payload.text : parts.payload,
  }
}

function hasPositionBehind(
  encoded: string,
  code: string | null,
  codeMention: RootMention,
  received: string | null,
  sourceMention: RootMention,
): boolean {
  const generated = firstMentionByLine(code, codeMention)
  try {
    if (sourceMention.kind === 'none') {
      // Generated columns begin anew in each line, so that a line can be read without those before it.
      const lines = encoded.split(';')
      return [...generated].some(([line, column]) =>
        decodeMappings(lines[line] ?? '').some((segments) => segments.some(([at]) => at > column)),
      )
    }
    const original = firstMentionByLine(received, sourceMention)
    return decodeMappings(encoded).some((segments, line) => {
      const column = generated.get(line) ?? Number.POSITIVE_INFINITY
      return segments.some(
        ([at, , sourceLine = -1, sourceColumn = -1]) =>
          at > column || sourceColumn > (original.get(sourceLine) ?? Number.POSITIVE_INFINITY),
      )
    })
  } catch {
    return true
  }
}

function decodeMappings(encoded: string): SourceMapMappings {
  if (encoded === '') {
    return []
  }
  // Few results mention the root where something is mapped; a build with none of them does without the library.
  const { decode } = createRequire(import.meta.url)('@jridgewell/sourcemap-codec') as Codec
  return decode(encoded)
}

/** Line (from 0) -> column of the first mention of the root on it. */
function firstMentionByLine(text: string | null, mention: RootMention): ReadonlyMap<number, number> {
  const columns = new Map<number, number>()
  if (text === null || mention.kind !== 'portable') {
    return columns
  }
  let line = 0
  let lineStart = 0
  for (const offset of mention.offsets) {
    for (let next = text.indexOf('\n', lineStart); next !== -1 && next < offset; ) {
      line += 1
      lineStart = next + 1
      next = text.indexOf('\n', lineStart)
    }
    if (!columns.has(line)) {
      columns.set(line, offset - lineStart)
    }
  }
  return columns
}
