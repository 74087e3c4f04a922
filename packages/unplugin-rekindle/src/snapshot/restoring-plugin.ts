import type { OutputQuestion, OutputQuestions } from './output-questions.ts'
import type { SavedBuild, SavedFile } from './output-text.ts'
import { importsPlugin, putByEmitting } from './put-by-emitting.ts'
import { restoreFile } from './saved-file.ts'

interface RestoringContext {
  addWatchFile(file: string): void
}

interface OutputOptions {
  readonly dir?: string
  readonly file?: string
  readonly paths?: unknown
  /** Rolldown empties the folder itself. */
  readonly cleanDir?: boolean
}

/** A call that no module can resolve: nobody takes it for a module without effect. */
const STAND_IN = 'rekindle()'

/** Puts files into a bundle in place of those that the bundler has made. */
export type PutFiles = (this: object, bundle: object, files: readonly object[]) => void

/**
 * The plugins of a build that is restored, besides those that a bundler needs to write: one module stands for all, and its output is replaced by what was saved.
 * `rebuild` makes an output of which nothing was saved.
 */
export function restoringPlugin(
  build: SavedBuild,
  questions: OutputQuestions,
  putFiles: PutFiles,
  rebuild: (question: OutputQuestion, isWrite: boolean) => Promise<readonly object[]>,
): readonly object[] {
  const plugin = {
    name: 'rekindle:snapshot',
    buildStart(this: RestoringContext): void {
      for (const file of build.watchFiles) {
        this.addWatchFile(file)
      }
    },
    resolveId: {
      order: 'pre',
      // Rolldown's runtime imports for the server what is part of Node.
      handler: (source: string, importer: string | undefined): object =>
        importer === undefined
          ? { id: build.entry, moduleSideEffects: true }
          : { id: source, external: true },
    },
    load: {
      order: 'pre',
      handler: (): object => ({
        ...{ code: STAND_IN, map: null, moduleSideEffects: true },
        // Rolldown goes by the ending of the name.
        ...(putFiles === putByEmitting && { moduleType: 'js' }),
      }),
    },
    outputOptions: {
      order: 'pre',
      // What the user's options do to chunks was done already; functions among them may not bear the stand-in.
      handler(asked: OutputOptions): OutputOptions {
        const { paths } = questions.open(asked)
        const saved = build.outputs.find(({ question }) => question === questions.of({ paths })?.question)
        const { dir, file } = saved ?? asked
        const { cleanDir } = asked
        return {
          ...(dir !== undefined && { dir }),
          ...(file !== undefined && { file }),
          ...(cleanDir !== undefined && { cleanDir }),
          paths,
        }
      },
    },
    generateBundle: {
      order: 'post',
      async handler(this: object, options: OutputOptions, bundle: object, isWrite: boolean): Promise<void> {
        const question = questions.of(options)
        const saved = build.outputs.find(
          (output) => output.question === question?.question && output.isWrite === isWrite,
        )
        if (saved !== undefined) {
          putFiles.call(this, bundle, saved.files.map(restoreFile))
        } else if (question !== null) {
          putFiles.call(this, bundle, await rebuild(question, isWrite))
        }
      },
    },
  }
  return putFiles === putByEmitting ? [plugin, importsPlugin(build)] : [plugin]
}

/** Rollup takes files as they are put into a bundle. */
export function putIntoBundle(this: object, bundle: object, files: readonly object[]): void {
  const target = bundle as Record<string, unknown>
  for (const name of Object.keys(target)) {
    delete target[name]
  }
  for (const file of files) {
    target[(file as SavedFile)['fileName'] as string] = file
  }
}
