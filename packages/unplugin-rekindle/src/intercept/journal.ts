import { isPlainData, type PrintedLine } from '@rekindle/core'

/** A file that a hook emitted, with its content as text or as base64. */
export interface EmittedFileStep {
  readonly step: 'emit'
  /** The argument of `emitFile` without its source. */
  readonly file: Readonly<Record<string, unknown>>
  readonly source:
    | { readonly form: 'none' }
    | { readonly form: 'text'; readonly text: string }
    | { readonly form: 'bytes'; readonly base64: string }
  /** The reference id that the bundler gave; the result may mention it. */
  readonly reference: string
}

/** One side effect of a hook, in the order in which they happened. */
export type JournalStep =
  | { readonly step: 'watch'; readonly file: string }
  | {
      readonly step: 'log'
      readonly level: 'warn' | 'info' | 'debug'
      readonly log: unknown
      readonly position: unknown
    }
  | EmittedFileStep
  | ({ readonly step: 'print' } & PrintedLine)

/** The members of a hook's context that a replay calls. */
export interface ReplayContext {
  addWatchFile?(file: string): void
  emitFile?(file: object): string
  warn?(log: unknown, position?: unknown): void
  info?(log: unknown, position?: unknown): void
  debug?(log: unknown, position?: unknown): void
}

/** Repeats a recorded `print` step on the channel that it was printed on. */
export type Printer = (line: PrintedLine) => void

export interface Replayed {
  /** Recorded reference id -> the one of this build, where they differ. */
  readonly renamedReferences: ReadonlyMap<string, string>
}

/** Performs the recorded side effects through the real context. */
export function replayJournal(
  journal: readonly JournalStep[],
  context: ReplayContext,
  print: Printer,
): Replayed {
  const renamedReferences = new Map<string, string>()
  for (const step of journal) {
    switch (step.step) {
      case 'watch':
        context.addWatchFile?.(step.file)
        break
      case 'log':
        // The bundler adds to the log object that it is given; each replay gets its own.
        context[step.level]?.(structuredClone(step.log), step.position ?? undefined)
        break
      case 'emit': {
        const reference = context.emitFile?.({ ...step.file, ...sourceOf(step) })
        if (reference !== undefined && reference !== step.reference) {
          renamedReferences.set(step.reference, reference)
        }
        break
      }
      case 'print':
        if (step.channel === 'stream') {
          process[step.method === 'stdout' ? 'stdout' : 'stderr'].write(String(step.args[0]))
        } else {
          print(step)
        }
        break
    }
  }
  return { renamedReferences }
}

/** Null when the step's file or source has no text form. */
export function emittedFileStep(file: unknown, reference: string): EmittedFileStep | null {
  const { source, ...others } = file as Record<string, unknown>
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined))
  if (!isPlainData(given) || others['type'] === 'prebuilt-chunk') {
    return null
  }
  if (source === undefined) {
    // The source of an asset comes later, from whoever remembers the reference.
    return given['type'] === 'asset'
      ? null
      : { step: 'emit', file: given, source: { form: 'none' }, reference }
  }
  if (typeof source === 'string') {
    return { step: 'emit', file: given, source: { form: 'text', text: source }, reference }
  }
  if (source instanceof Uint8Array) {
    const base64 = Buffer.from(source.buffer, source.byteOffset, source.byteLength).toString('base64')
    return { step: 'emit', file: given, source: { form: 'bytes', base64 }, reference }
  }
  return null
}

function sourceOf(step: EmittedFileStep): { source?: string | Uint8Array } {
  switch (step.source.form) {
    case 'none':
      return {}
    case 'text':
      return { source: step.source.text }
    case 'bytes':
      return { source: Buffer.from(step.source.base64, 'base64') }
  }
}

/** A log step, or null when the log holds something that JSON would change (an Error, a function). */
export function logStep(
  level: 'warn' | 'info' | 'debug',
  log: unknown,
  position: unknown,
): JournalStep | null {
  if (!isPlainData(log) || !(position === undefined || isPlainData(position))) {
    return null
  }
  return { step: 'log', level, log: structuredClone(log), position: structuredClone(position) }
}
