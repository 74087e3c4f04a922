import path from 'node:path'

/** What stands in a file name for a hash that isn't known yet. */
const PLACEHOLDER: RegExp = /!~\{[\w$]+\}~/g

/**
 * Where a chunk is to go, absolute, with `[hash]` for what isn't known yet. It names the call for people and is no part of the key.
 * Null when the arguments aren't those of `renderChunk`.
 */
export function chunkPath(chunk: unknown, options: unknown): string | null {
  const { fileName } = (chunk ?? {}) as { readonly fileName?: unknown }
  const { dir, file } = (options ?? {}) as { readonly dir?: unknown; readonly file?: unknown }
  if (typeof fileName !== 'string') {
    return null
  }
  const folder = typeof dir === 'string' ? dir : path.dirname(typeof file === 'string' ? file : '')
  return path.resolve(folder, fileName.replace(PLACEHOLDER, '[hash]'))
}
