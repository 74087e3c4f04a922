import { isPlainData, type PrintedLine } from '@rekindle/core'
import { type EmittedFileStep, fileOfStep } from './emitted-file.ts'
import { renameInStep } from './references.ts'

export type LogLevel = 'warn' | 'info' | 'debug'

/** One side effect of a hook, in the order in which they happened. */
export type JournalStep =
  | { readonly step: 'watch'; readonly file: string }
  | {
      readonly step: 'log'
      readonly level: LogLevel
      readonly log: unknown
      readonly position: unknown
    }
  | EmittedFileStep
  | ({ readonly step: 'print' } & PrintedLine)
  /** What was put into the plugin's memory besides the result, as its `KeptBeside` writes it. */
  | { readonly step: 'put-beside'; readonly text: string }

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
  putBack: (text: string) => void = () => {},
): Replayed {
  const renamedReferences = new Map<string, string>()
  for (const recorded of journal) {
    const step = renameInStep(recorded, renamedReferences)
    switch (step.step) {
      case 'watch':
        context.addWatchFile?.(step.file)
        break
      case 'log':
        // The bundler adds to the log object that it is given; each replay gets its own.
        context[step.level]?.(structuredClone(step.log), step.position ?? undefined)
        break
      case 'emit': {
        const reference = context.emitFile?.(fileOfStep(step))
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
      case 'put-beside':
        putBack(step.text)
        break
    }
  }
  return { renamedReferences }
}

/** The files that a hook has asked the bundler to watch. */
export function watchedFiles(journal: readonly JournalStep[]): readonly string[] {
  return journal.flatMap((step) => (step.step === 'watch' ? [step.file] : []))
}

/** A log step, or null when the log holds something that JSON would change (an Error, a function). */
export function logStep(level: LogLevel, log: unknown, position: unknown): JournalStep | null {
  if (!isPlainData(log) || !(position === undefined || isPlainData(position))) {
    return null
  }
  return { step: 'log', level, log: structuredClone(log), position: structuredClone(position) }
}
