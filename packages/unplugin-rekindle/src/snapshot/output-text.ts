import { deserialize, serialize } from 'node:v8'

/** An output file with all that a bundler tells of it, as plain data. */
export type SavedFile = Readonly<Record<string, unknown>>

/** One output: the options by which it was asked for, and its files in the order of the bundle. */
export interface SavedOutput {
  readonly question: string
  readonly isWrite: boolean
  readonly dir: string | undefined
  readonly file: string | undefined
  readonly files: readonly SavedFile[]
}

/** All that a build has made. */
export interface SavedBuild {
  readonly outputs: readonly SavedOutput[]
  readonly watchFiles: readonly string[]
  /** The first module of the build, which stands for all. */
  readonly entry: string
  /** Bytes of all files. */
  readonly bytes: number
}

/** Where the content of a file is. */
const CONTENTS = ['code', 'source'] as const
const BEYOND_LATIN1: RegExp = /[^\0-\xff]/
/** The signs themselves are parts as well. */
const SIGNS: RegExp = /([^\0-\xff]+)/

/** One character for each byte: the store keeps such text as it is. */
export function encodeBuild(build: SavedBuild): string {
  const outputs = build.outputs.map((output) => ({ ...output, files: output.files.map(packed) }))
  return serialize({ ...build, outputs }).toString('latin1')
}

/** Beyond this many parts a text is kept as UTF-8. */
const MOST_PARTS = 1000

/**
 * Text that would take two bytes for each character is kept in parts that take one and parts that take two: most of it is code, with a
 * few signs in between, and decoding UTF-8 takes several times as long. What alternates all the time is kept as UTF-8, where that loses nothing.
 */
function packed(file: SavedFile): SavedFile {
  const changed: Record<string, unknown> = {}
  for (const name of CONTENTS) {
    const content = file[name]
    if (typeof content === 'string' && BEYOND_LATIN1.test(content)) {
      // Cut out of such a text also the others take two, until they are made anew.
      const parts = content.split(SIGNS).map((part) => (SIGNS.test(part) ? part : narrow(part)))
      if (parts.length <= MOST_PARTS) {
        changed[name] = { parts }
      } else if (content.isWellFormed()) {
        changed[name] = { utf8: Buffer.from(content) }
      }
    }
  }
  return { ...file, ...changed }
}

function narrow(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1')
}

function unpacked(file: SavedFile): SavedFile {
  const changed: Record<string, unknown> = {}
  for (const name of CONTENTS) {
    const { parts, utf8 } = (file[name] ?? {}) as { readonly parts?: unknown; readonly utf8?: unknown }
    if (Array.isArray(parts)) {
      changed[name] = parts.join('')
    } else if (utf8 instanceof Uint8Array) {
      changed[name] = Buffer.from(utf8.buffer, utf8.byteOffset, utf8.byteLength).toString()
    }
  }
  return { ...file, ...changed }
}

/** Null for bytes that aren't a build. */
export function decodeBuild(bytes: Uint8Array): SavedBuild | null {
  try {
    const value = deserialize(bytes) as Partial<SavedBuild> | null
    const isBuild =
      Array.isArray(value?.outputs) &&
      value.outputs.every(({ files }) => Array.isArray(files)) &&
      Array.isArray(value.watchFiles) &&
      typeof value.entry === 'string' &&
      typeof value.bytes === 'number'
    if (!isBuild) {
      return null
    }
    const { outputs, ...others } = value as SavedBuild
    return {
      ...others,
      outputs: outputs.map((output) => ({ ...output, files: output.files.map(unpacked) })),
    }
  } catch {
    return null
  }
}

/** Bytes of a file's content. */
export function contentBytes(file: SavedFile): number {
  const content = file['code'] ?? file['source']
  return typeof content === 'string' ? Buffer.byteLength(content) : ((content as Uint8Array).byteLength ?? 0)
}
