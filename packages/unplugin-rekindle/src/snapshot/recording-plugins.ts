import { ObservedWatching } from './observed-watching.ts'
import type { OutputQuestions } from './output-questions.ts'
import type { SavedFile } from './output-text.ts'
import type { RecordedBuild } from './recorded-build.ts'
import { saveFile } from './saved-file.ts'
import { TIMINGS } from './timings.ts'

interface RecordedContext {
  getModuleIds(): Iterable<string>
  getWatchFiles?(): readonly string[]
}

interface OutputOptions {
  readonly dir?: string
  readonly file?: string
  readonly paths?: unknown
  readonly plugins?: unknown
}

/** What a bundler tells of itself, and takes back. */
export interface ToldByBundler {
  /** Whether its contexts tell which files it watches. */
  readonly seesWatchFiles: boolean
  /** Fields of a file that are given back when it is restored; null: all of them. */
  readonly keptFields: ReadonlySet<string> | null
}

/**
 * Two plugins that see a whole build: one before all others, which sees what is asked for and what is logged, and one behind them,
 * which sees what has become of it.
 */
export function recordingPlugins(
  build: RecordedBuild,
  questions: OutputQuestions,
  { seesWatchFiles, keptFields }: ToldByBundler,
): readonly [first: object, last: object] {
  const watched = seesWatchFiles ? null : new ObservedWatching()
  const first = {
    name: 'rekindle:snapshot-begin',
    ...watched?.hooks(),
    onLog: {
      order: 'pre',
      handler(level: string, log: { readonly code?: string; readonly message?: string }): void {
        const { code = '', message = '' } = log
        // How fast plugins were is no matter of a build that runs none.
        if (TIMINGS.test(`${code} ${message}`) || build.comesAgain(message)) {
          return
        }
        build.refuse({
          kind: 'printed',
          detail: code === '' ? `a log of the level ${level}` : `the log ${code}`,
        })
      },
    },
    outputOptions: {
      order: 'pre',
      handler(options: OutputOptions): OutputOptions {
        if (hasPlugins(options.plugins)) {
          build.refuse({ kind: 'use', detail: 'plugins of an output' })
        }
        if (options.dir !== undefined) {
          build.expectFolder(options.dir)
        }
        return questions.open(options)
      },
    },
  }
  const last = {
    name: 'rekindle:snapshot-end',
    buildEnd: {
      order: 'post',
      handler(this: RecordedContext, error?: Error): void {
        if (error !== undefined) {
          watched?.end()
          build.giveUp()
          return
        }
        build.noteModules(this.getModuleIds(), [...(watched?.files ?? this.getWatchFiles?.() ?? [])])
        watched?.end()
      },
    },
    renderError: (): void => build.giveUp(),
    generateBundle: {
      order: 'post',
      handler(options: OutputOptions, bundle: object, isWrite: boolean): void {
        const question = questions.of(options)
        if (question === null) {
          build.refuse({ kind: 'use', detail: 'a plugin that replaces the option `paths`' })
          return
        }
        if (!seesWatchFiles && !isWrite) {
          // Who asks for an output without writing it looks at what is returned, and Rolldown can't be made to return all of it.
          build.refuse({ kind: 'use', detail: 'an output that is not written' })
          return
        }
        const files = saveFiles(bundle, keptFields)
        if (typeof files === 'string') {
          build.refuse({ kind: 'output', detail: files })
          return
        }
        const { dir, file } = options
        build.addOutput({ question: question.question, isWrite, dir, file, files })
      },
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: (): void => build.end(),
    },
  }
  return [first, last]
}

/** All files of a bundle; a text says what can't be saved. Plugins may have given files properties that throw when they are read. */
function saveFiles(bundle: object, keptFields: ReadonlySet<string> | null): readonly SavedFile[] | string {
  const files: SavedFile[] = []
  try {
    for (const file of Object.values(bundle) as object[]) {
      const saved = saveFile(file, keptFields)
      if (typeof saved === 'string') {
        return saved
      }
      files.push(saved)
    }
  } catch (error) {
    return `that can not be read: ${String(error)}`
  }
  return files
}

function hasPlugins(plugins: unknown): boolean {
  return Array.isArray(plugins)
    ? plugins.length > 0
    : plugins !== undefined && plugins !== null && plugins !== false
}
