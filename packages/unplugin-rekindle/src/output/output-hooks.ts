import fs from 'node:fs'
import path from 'node:path'
import { describeValue, type OutputFile, runUntraced } from '@rekindle/core'
import type { EqualWrites } from './equal-writes.ts'
import { outputFile } from './output-file.ts'
import type { EnvironmentOutputs, ProjectOutputs } from './project-outputs.ts'

/** What the output hooks need to know of a build. */
export interface OutputRoom {
  readonly outputs: ProjectOutputs
  /** Hears of the plugins of each output, of its begin and its end. */
  readonly making: {
    interceptOutput(plugins: readonly object[]): void
    startOutput(context: object): void
    endOutput(context: object): void
    endOutputs(context: object): void
  }
  /** In place of kept times, where the bundler lets itself be kept from writing. */
  readonly equalWrites: EqualWrites | null
  /** What tells the inputs of this build from those of others with the same output options. */
  readonly input: string
  /** Paths of files that the bundler itself puts into a folder of outputs besides those of the bundle; absolute. */
  readonly otherFiles: (context: object, folder: string) => readonly string[]
}

/** Of the output options, as far as they are used. */
interface OutputOptions {
  readonly dir?: string | undefined
  readonly file?: string | undefined
  readonly format?: unknown
  readonly entryFileNames?: unknown
  readonly chunkFileNames?: unknown
  readonly assetFileNames?: unknown
}

type OutputBundle = Readonly<
  Record<string, { readonly code?: string; readonly source?: string | Uint8Array }>
>

/** `this` of the hooks, as far as it is used. */
interface OutputContext {
  readonly meta: object
}

/** What such a bundler calls when it makes outputs. */
export interface OutputHooks {
  readonly outputOptions: {
    readonly order: 'post'
    handler(this: object, options: { readonly plugins?: unknown }): null
  }
  readonly renderStart: {
    readonly order: 'pre'
    handler(this: OutputContext): void
  }
  readonly renderError: { handler(this: OutputContext): void }
  readonly generateBundle: {
    readonly order: 'post'
    handler(this: OutputContext, options: OutputOptions, bundle: object, isWrite: boolean): void
  }
  readonly closeBundle: { handler(this: OutputContext): void }
  readonly writeBundle: {
    readonly order: 'post'
    readonly sequential: true
    handler(this: OutputContext, options: OutputOptions, bundle: object): void
  }
}

/**
 * Hooks for the outputs of bundlers that write as Rollup does. Before the first of them something is known of what lies in
 * the output folder; Vite empties it in its own `renderStart`. After the last one all files of the bundle are written; what
 * other plugins write in `writeBundle` is theirs.
 */
export function outputHooks(current: () => OutputRoom | null): OutputHooks {
  const inRoom = (context: object, act: (room: OutputRoom, outputs: EnvironmentOutputs) => void): void => {
    const room = current()
    // What it looks at and writes is the cache's own affair.
    runUntraced(() => room?.outputs.inEnvironmentOf(context, (outputs) => act(room, outputs)))
  }
  return {
    outputOptions: {
      order: 'post',
      handler({ plugins }) {
        // The bundler doesn't wait here, and asks the plugins' own objects for their hooks later.
        current()?.making.interceptOutput([plugins].flat(Number.POSITIVE_INFINITY).filter(isPlugin))
        return null
      },
    },
    renderStart: {
      order: 'pre',
      handler() {
        current()?.making.startOutput(this)
        inRoom(this, (room, { deltas, keptTimes }) => {
          deltas.begin()
          if (isWatching(this) && room.equalWrites === null) {
            keptTimes.look()
          }
        })
      },
    },
    renderError: {
      handler() {
        current()?.making.endOutput(this)
        inRoom(this, (_, { deltas }) => deltas.giveUp())
      },
    },
    generateBundle: {
      order: 'post',
      handler(options, bundle, isWrite) {
        current()?.making.endOutput(this)
        inRoom(this, (room, { deltas }) => {
          if (isWrite) {
            room.equalWrites?.expect(pathsOf(options, bundle))
          } else {
            deltas.giveUp()
          }
        })
      },
    },
    closeBundle: {
      handler() {
        // The end of an output isn't told when another plugin has failed at it.
        current()?.making.endOutputs(this)
      },
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      handler(options, bundle) {
        inRoom(this, (room, { deltas, keptTimes }) => {
          room.equalWrites?.forget(pathsOf(options, bundle))
          const areTimesKept = isWatching(this) && room.equalWrites === null
          const others = areTimesKept || deltas.isWanted ? room.otherFiles(this, folderOf(options)) : []
          if (areTimesKept) {
            keptTimes.keep([...others, ...pathsOf(options, bundle)])
          }
          if (deltas.isWanted) {
            const files = [...filesOnDisk(room, others), ...filesOf(room, options, bundle as OutputBundle)]
            deltas.end(describeOutput(room, options), files)
          }
        })
      },
    },
  }
}

function isPlugin(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'name' in value
}

function isWatching({ meta }: OutputContext): boolean {
  return (meta as { readonly watchMode?: boolean }).watchMode === true
}

function folderOf({ dir, file }: OutputOptions): string {
  return path.resolve(dir ?? path.dirname(file ?? ''))
}

function pathsOf(options: OutputOptions, bundle: object): string[] {
  return Object.keys(bundle).map((name) => path.resolve(folderOf(options), name))
}

function filesOf({ outputs }: OutputRoom, options: OutputOptions, bundle: OutputBundle): OutputFile[] {
  return Object.entries(bundle).map(([name, { code, source }]) =>
    outputFile(outputs.root, path.resolve(folderOf(options), name), code ?? source ?? ''),
  )
}

function filesOnDisk({ outputs }: OutputRoom, paths: readonly string[]): OutputFile[] {
  return paths.map((file) => outputFile(outputs.root, file, fs.readFileSync(file)))
}

/** What tells an output from the others of a project, in every process: where it goes to, and its form. */
function describeOutput({ outputs, input }: OutputRoom, options: OutputOptions): string {
  const { dir, file, format, entryFileNames, chunkFileNames, assetFileNames } = options
  const place = outputs.root.relative(path.resolve(dir ?? file ?? ''))
  return describeValue([place, format, entryFileNames, chunkFileNames, assetFileNames, input])
}
