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
}

/** One character for each byte: the store keeps such text as it is. */
export function encodeBuild(build: SavedBuild): string {
  return serialize(build).toString('latin1')
}

/** Null for text that isn't a build. */
export function decodeBuild(text: string): SavedBuild | null {
  try {
    const value = deserialize(Buffer.from(text, 'latin1')) as Partial<SavedBuild> | null
    const isBuild =
      Array.isArray(value?.outputs) &&
      value.outputs.every(({ files }) => Array.isArray(files)) &&
      Array.isArray(value.watchFiles) &&
      typeof value.entry === 'string'
    return isBuild ? (value as SavedBuild) : null
  } catch {
    return null
  }
}

/** Bytes of a file's content. */
export function contentBytes(file: SavedFile): number {
  const content = file['code'] ?? file['source']
  return typeof content === 'string' ? Buffer.byteLength(content) : ((content as Uint8Array).byteLength ?? 0)
}
