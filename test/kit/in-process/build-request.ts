import fs from 'node:fs'
import path from 'node:path'
import type { RekindleEvent, RekindleOptions } from 'unplugin-rekindle'

/** One build of a project. */
export interface BuildRequest {
  /** Made anew for each build, as a new process would. */
  readonly plugins: readonly unknown[]
  /** Options of Rekindle; null builds without it. */
  readonly rekindle: RekindleOptions | null
  /** Where in the list of plugins Rekindle stands: an index, or the end when left out. */
  readonly position?: number | undefined
  /** Further options of the bundler: input options of Rollup, the inline config of Vite. */
  readonly config?: Readonly<Record<string, unknown>> | undefined
  /** Module ids of the entries, relative to the root. */
  readonly input?: string | readonly string[] | Readonly<Record<string, string>> | undefined
  /** Whether the output is written; then it is what the outcome tells, and nothing of watched files. */
  readonly isWritten?: boolean
}

/** What a bundler made and said. */
export interface BuildOutcome {
  /** File name -> text, or base64 of bytes that are no text. Source maps are files. */
  readonly files: Readonly<Record<string, string>>
  /** As `onLog` saw them, in order; on Rolldown, and Vite, module by module. */
  readonly logs: readonly unknown[]
  /** Absolute paths, sorted. */
  readonly watched: readonly string[]
}

export interface Built {
  readonly outcome: BuildOutcome
  readonly events: readonly RekindleEvent[]
}

/** The list of plugins with Rekindle at its place. */
export function placeAt(
  plugins: readonly unknown[],
  rekindle: unknown,
  position: number | undefined,
): unknown[] {
  const at = position ?? plugins.length
  return [...plugins.slice(0, at), rekindle, ...plugins.slice(at)]
}

/** Logs in order of the ids of their modules: Rolldown works on several at once, so that any may be the first to say something. */
export function logsByModule(logs: readonly unknown[]): readonly unknown[] {
  const idOf = (log: unknown): string => String((log as { readonly id?: unknown }).id ?? '')
  return [...logs].sort((one, other) => (idOf(one) < idOf(other) ? -1 : Number(idOf(one) > idOf(other))))
}

/** A file's content as an outcome holds it. */
export function contentText(content: string | Uint8Array): string {
  if (typeof content === 'string') {
    return content
  }
  const bytes = Buffer.from(content)
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) ? text : `base64 ${bytes.toString('base64')}`
}

/** A file of a bundler's output. */
type OutputFile =
  | { readonly type: 'asset'; readonly fileName: string; readonly source: string | Uint8Array }
  | {
      readonly type: 'chunk'
      readonly fileName: string
      readonly code: string
      readonly map: { toString(): string } | null
    }

/** Output as an outcome holds it: a source map is a file of its own. */
export function outputFiles(output: readonly OutputFile[]): Record<string, string> {
  const files: Record<string, string> = {}
  for (const file of output) {
    files[file.fileName] = contentText(file.type === 'chunk' ? file.code : file.source)
    if (file.type === 'chunk' && file.map !== null) {
      files[`${file.fileName}.map`] = file.map.toString()
    }
  }
  return files
}

/** What was written below a folder, as an outcome holds it; the folder is gone then. */
export function takeWritten(folder: string): Record<string, string> {
  const entries = fs.existsSync(folder)
    ? fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    : []
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
  const written = files.map((file) => [path.relative(folder, file), contentText(fs.readFileSync(file))])
  fs.rmSync(folder, { recursive: true, force: true })
  return Object.fromEntries(written)
}

/** Logs as data; a bundler's own remarks on its speed differ from build to build. */
export function logOf(level: string, log: { readonly code?: string }): readonly unknown[] {
  return log.code === 'PLUGIN_TIMINGS' ? [] : [JSON.parse(JSON.stringify({ level, ...log }))]
}
