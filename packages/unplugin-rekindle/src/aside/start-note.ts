import { hash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** Begins anew when notes change their meaning. */
const FORMAT = 2
/** So many commands of a project are remembered. */
const MOST_ENTRIES = 16
/** What is cheap may become dear, and what wasn't called may be: from time to time a build is looked at again. */
const VALID_MS = 24 * 60 * 60 * 1000

/** A file as it was: path, size, mtime, ctime (ms since 1970), inode. */
export type FileStamp = readonly [file: string, size: number, mtimeMs: number, ctimeMs: number, ino: number]

/**
 * So many processes in succession must have made the same quiet build. Vite tells its config; of other bundlers it's known only who called
 * them, which may be the runner of tests that makes another build in each process.
 */
const NEEDED: Readonly<Record<Bundler, number>> = { vite: 1, rollup: 2, rolldown: 2, esbuild: 2 }

/** Who builds. */
export type Bundler = 'vite' | 'rollup' | 'rolldown' | 'esbuild'

/** A build in which nothing was worth caching, and by what it is recognized. */
export interface QuietStart {
  readonly kind: 'quiet'
  readonly bundler: Bundler
  /** Digest of how the process was started. */
  readonly command: string
  /** How many processes in succession have made it. */
  readonly times: number
  /** When such a build was last looked at from start to end, ms since 1970. */
  readonly at: number
  /** The config, what it imports, and this package. */
  readonly files: readonly FileStamp[]
  /** Options of Rekindle, as JSON. */
  readonly options: string
  /** What is built, besides what its config says: the mode of Vite; for others folder and inputs. */
  readonly subject: string
  /** Names of all plugins, in their order. */
  readonly plugins: readonly string[]
  /** Those of them that would be cached if they were called. */
  readonly awaited: readonly string[]
  /** Absolute path of the cache that had nothing to do. */
  readonly cacheDirectory: string
  /** The report of such a build. */
  readonly report: { readonly times: object }
}

/** A build of which no note must say that it is quiet: another config is built by the same command, or something is called after all. */
export interface LoudStart {
  readonly kind: 'loud'
  readonly bundler: Bundler
  readonly command: string
  readonly at: number
}

/** What whoever has seen such a build knows of it. */
export type SeenStart = Omit<QuietStart, 'kind' | 'command' | 'times' | 'at'>

type Start = QuietStart | LoudStart

const MODULES: string = path.resolve('node_modules')
/**
 * Beside the default place of caches, wherever the cache is: it is looked at before anybody has told of an option. It decides on speed
 * alone, never on a result.
 */
const NOTE: string = path.join(MODULES, '.cache', 'rekindle-start.json')

/** How this process was started. A digest, since arguments may be secret. */
const COMMAND: string = digestOfCommand()

function digestOfCommand(): string {
  const { NODE_ENV, CI } = process.env
  return hash('sha256', JSON.stringify([process.argv.slice(1), process.execArgv, NODE_ENV, CI]))
}

/** The quiet build that this process is about to make, as far as it can be told now; null: nobody knows of one. Never throws. */
export function expectedStart(bundler: Bundler): QuietStart | null {
  const { REKINDLE_RUN, DEBUG = '' } = process.env
  if (REKINDLE_RUN !== undefined || /\*|rekindle/.test(DEBUG)) {
    return null
  }
  const starts = readStarts().filter((start) => isOfThisCommand(start, bundler) && isYoung(start))
  const [start] = starts
  const isEnough = start?.kind === 'quiet' && start.times >= NEEDED[bundler] && starts.length === 1
  return isEnough && start.files.every(isAsItWas) ? start : null
}

/** Takes note of a quiet build. A failure leaves the note as it is: the next build is looked at as this one was. */
export function noteQuietStart(start: SeenStart): void {
  const known = readStarts().find((other) => isOfThisCommand(other, start.bundler) && isYoung(other))
  if (known?.kind !== 'loud') {
    const times = known !== undefined && isSame(known, start) ? known.times + 1 : 1
    addStart({ kind: 'quiet', command: COMMAND, times, at: Date.now(), ...start })
  }
}

function isSame(one: SeenStart, other: SeenStart): boolean {
  const facts = ({ files, options, subject, plugins, awaited }: SeenStart): string =>
    JSON.stringify([files, options, subject, plugins, awaited])
  return facts(one) === facts(other)
}

/** Whatever was said of this command: the next builds are looked at from start to end. */
export function noteLoudStart(bundler: Bundler): void {
  if (!isKnownAsLoud(bundler)) {
    addStart({ kind: 'loud', bundler, command: COMMAND, at: Date.now() })
  }
}

function isKnownAsLoud(bundler: Bundler): boolean {
  return readStarts().some(
    (start) => start.kind === 'loud' && isOfThisCommand(start, bundler) && isYoung(start),
  )
}

function isOfThisCommand(start: Start, bundler: Bundler): boolean {
  return start.command === COMMAND && start.bundler === bundler
}

export function stampOf(file: string): FileStamp | null {
  try {
    const { size, mtimeMs, ctimeMs, ino } = fs.statSync(file)
    return [file, size, mtimeMs, ctimeMs, ino]
  } catch {
    return null
  }
}

function isAsItWas(stamp: FileStamp): boolean {
  return JSON.stringify(stampOf(stamp[0])) === JSON.stringify(stamp)
}

function isYoung({ at }: Start): boolean {
  const age = Date.now() - at
  return age >= 0 && age < VALID_MS
}

function addStart(start: Start): void {
  const others = readStarts().filter((other) => !isOfThisCommand(other, start.bundler))
  const temporary = `${NOTE}.${process.pid}.tmp`
  try {
    // Without packages there is no folder to write to either.
    if (fs.existsSync(MODULES)) {
      fs.mkdirSync(path.dirname(NOTE), { recursive: true })
      const starts = [start, ...others].slice(0, MOST_ENTRIES)
      fs.writeFileSync(temporary, JSON.stringify({ format: FORMAT, starts }))
      fs.renameSync(temporary, NOTE)
    }
  } catch {
    removeFile(temporary)
  }
}

function removeFile(file: string): void {
  try {
    fs.rmSync(file, { force: true })
  } catch {
    // It is where nothing can be.
  }
}

function readStarts(): readonly Start[] {
  try {
    const { format, starts } = JSON.parse(fs.readFileSync(NOTE, 'utf8'))
    return format === FORMAT && Array.isArray(starts) ? starts.filter(isStart) : []
  } catch {
    return []
  }
}

function isStart(value: unknown): value is Start {
  const start = value as Partial<QuietStart> | LoudStart | null
  if (
    typeof start?.command !== 'string' ||
    typeof start.bundler !== 'string' ||
    typeof start.at !== 'number'
  ) {
    return false
  }
  if (start.kind === 'loud') {
    return true
  }
  const { kind, times, files, options, subject, plugins, awaited, cacheDirectory, report } =
    start as Partial<QuietStart>
  return (
    kind === 'quiet' &&
    typeof times === 'number' &&
    [files, plugins, awaited].every(Array.isArray) &&
    [options, subject, cacheDirectory].every((text) => typeof text === 'string') &&
    typeof report?.times === 'object'
  )
}
