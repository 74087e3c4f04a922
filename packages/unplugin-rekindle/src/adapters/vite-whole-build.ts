import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type CacheKey, describeValue, runUntraced, type SeenPrint, type TimedInput } from '@rekindle/core'
import type { ResolvedConfig } from 'vite'
import type { ProjectCache } from '../build/project-cache.ts'
import { flattenPlugins } from '../intercept/flatten-plugins.ts'
import { describeWithClosures } from '../snapshot/describe-plugins.ts'
import { SEVERAL_BUILDS } from '../snapshot/output-memo.ts'
import { EMITTED_FIELDS, putByEmitting } from '../snapshot/put-by-emitting.ts'
import {
  forbidRestoring,
  openWholeBuild,
  type SnapshotBundler,
  type WholeBuild,
} from '../snapshot/rollup-style-snapshot.ts'
import { findStrayGlob } from '../snapshot/stray-glob.ts'
import { TIMINGS } from '../snapshot/timings.ts'
import { unseenInputs } from '../snapshot/unseen-inputs.ts'

/** What a Vite build is, as far as it is known before Rolldown begins. */
export interface ViteBuild {
  readonly config: ResolvedConfig
  /** The config as it was given, with its plugins. */
  readonly given: { readonly plugins?: unknown }
  /** Name of the environment that is built. */
  readonly environment: string
  /** Builds of this process with the same config that were begun before, of other environments or of the same one. */
  readonly before: readonly CacheKey[]
  readonly versions: object
}

/** Vite's own plugins; the resolved config says what they do. Others may be named alike, but these are given by a config. */
const OWN: RegExp = /^(?:vite:|native:|builtin:|rolldown:|alias$|commonjs$|rekindle)/
/** They prepare the folder of outputs and tell of them: in a restored build as in every other. */
const KEPT: RegExp = /^(?:rekindle|vite:prepare-out-dir|(?:native|builtin:vite|vite):?-?reporter)$/

/** Parts of a resolved config that say nothing of what a build makes, or that are told in another way. */
const TOLD_OTHERWISE: ReadonlySet<string> = new Set([
  ...['plugins', 'environments', 'logger', 'customLogger', 'inlineConfig', 'configFileDependencies'],
  ...['createResolver', 'getSortedPlugins', 'getSortedPluginHooks', 'packageCache', 'webSocketToken'],
  ...['server', 'preview', 'dev', 'optimizeDeps', 'worker', 'createEnvironment'],
])

/** As `openWholeBuild`, for the environment of a Vite build. A failure of it is an event, and the build is made as any other. */
export async function openViteBuild(
  cache: ProjectCache,
  build: ViteBuild,
  inputOptions: { readonly plugins?: unknown },
): Promise<WholeBuild> {
  const room = cache.snapshotRoom()
  if (room === null) {
    return { kind: 'ordinary' }
  }
  if (build.before.length > 0) {
    // What plugins hand on from one environment to another is lost where one of them is restored.
    forbidRestoring(room, build.before)
  }
  try {
    const given = await flattenPlugins(build.given.plugins)
    const builtWith = await flattenPlugins(inputOptions.plugins)
    // Also those that others give for an environment.
    const all = new Set<object>([...build.config.plugins, ...builtWith])
    const added = [...all].filter((plugin) => !given.includes(plugin) && !OWN.test(nameOf(plugin)))
    const bundler = runUntraced(() => snapshotBundler(build))
    return await openWholeBuild(room, bundler, [...given, ...added], inputOptions, builtWith)
  } catch (error) {
    room.emit({ kind: 'cache-failed', during: 'looking for a recorded build', message: String(error) })
    return { kind: 'ordinary' }
  }
}

function nameOf(plugin: object): string {
  return String(Reflect.get(plugin, 'name'))
}

function snapshotBundler({ config, given, environment, versions, before }: ViteBuild): SnapshotBundler {
  const { rolldownVersion } = versions as { readonly rolldownVersion?: string }
  const outDirs = [path.resolve(config.root, config.build.outDir)]
  return {
    name: 'rolldown',
    version: rolldownVersion,
    label: describeValue(versions),
    // Of what users give the closures count; Vite's own functions are told by its version, and what they close over is without end.
    options: `${describeWithClosures(partsOf(given))}\n${describeValue([
      partsOf(config),
      Object.entries(config.environments).map(([name, options]) => [name, partsOf(options)]),
      environment,
    ])}`,
    given,
    foundFrom: viteFrom(config.root),
    isKept: (name) => KEPT.test(name),
    seesWatchFiles: false,
    habits: {
      outputFolders: outDirs,
      looksAmongOutputs: true,
      isPrint: (print) => isOwnPrint(print),
      isLog: (message) => LARGE_CHUNKS.test(message),
      isEffect: () => false,
      isWriteAmongOutputs: (method, file) => isOwnWrite(config, method, file),
      unseenInputs(search) {
        const strayGlob = findStrayGlob(search.modules, search.root, aliasFolders(config))
        if (strayGlob !== null) {
          return { kind: 'use', detail: `a pattern in ${strayGlob} that leads out of the project` }
        }
        const { tsconfig } = config.build.rolldownOptions
        const configs = typeof tsconfig === 'string' ? [path.resolve(config.root, tsconfig)] : []
        const found = unseenInputs({ ...search, configs })
        return Array.isArray(found) ? [...found, ...folderInputs(config, search.startedAtMs)] : found
      },
    },
    standInOptions: { treeshake: false, external: [], checks: {} },
    putFiles: putByEmitting,
    keptFields: EMITTED_FIELDS,
    refusal: refusalOf(config, before),
  }
}

/** Folders for which other names stand in modules; Vite's own modules have such names too. */
function aliasFolders({ resolve }: ResolvedConfig): readonly string[] {
  const { alias } = resolve
  return alias.map(({ replacement }) => replacement).filter((place) => path.isAbsolute(place))
}

function refusalOf(config: ResolvedConfig, before: readonly CacheKey[]): string | null {
  if (config.build.watch) {
    return 'watch mode'
  }
  if (before.length > 0 || config.builder !== undefined) {
    return SEVERAL_BUILDS
  }
  return config.isWorker ? 'a bundle of a worker' : null
}

function partsOf(config: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).filter(([name]) => !TOLD_OTHERWISE.has(name)))
}

function viteFrom(root: string): readonly string[] {
  const places = [path.join(root, 'package.json'), import.meta.url]
  return places.flatMap((place) => {
    try {
      return [createRequire(place).resolve('vite/package.json')]
    } catch {
      return []
    }
  })
}

const OWN_CODE: RegExp = /[\\/]node_modules[\\/](?:vite|rolldown)[\\/]dist[\\/]/

/** Lines that stand for themselves, where the stack also tells who waits for the build. */
const OWN_LINE: RegExp = / environment for |built in |modules transformed|rendering chunks|gzip| kB/

/** What the plugin says that tells of the outputs. */
const LARGE_CHUNKS: RegExp = /chunks are larger than/
/** Warnings that a restored build gives as well, or that speak of the speed of what was built. */
const COMING_AGAIN: RegExp = new RegExp(`${LARGE_CHUNKS.source}|${TIMINGS.source}`)

/** What Vite says of every build; of large chunks it also tells when they were restored. */
function isOwnPrint({ method, text, files }: SeenPrint): boolean {
  const isTold = method === 'info' || (method === 'warn' && COMING_AGAIN.test(text))
  const isCommon = (OWN_LINE.test(text) || method === 'warn') && OWN_CODE.test(files[0] ?? '')
  return isTold && (isCommon || files.every((file) => OWN_CODE.test(file)))
}

/** The folder of outputs is emptied, and public files are copied there. */
function isOwnWrite({ publicDir, build }: ResolvedConfig, method: string, file: string): boolean {
  if (method === 'fs.copyFile') {
    return build.copyPublicDir && publicDir !== '' && fs.existsSync(path.join(publicDir, file))
  }
  return /^fs\.(?:rm|rmdir|unlink|mkdir)$/.test(method)
}

/** Names of public files decide what a path in a stylesheet or a page means; the settings of an environment are in files. */
function folderInputs({ publicDir, envDir }: ResolvedConfig, readAtMs: number): readonly TimedInput[] {
  const inputs: TimedInput[] = []
  if (publicDir !== '') {
    inputs.push({ kind: 'tree', name: publicDir, readAtMs, isRead: true })
  }
  if (envDir !== false) {
    inputs.push({ kind: 'directory', name: envDir, readAtMs, isRead: true })
  }
  return inputs
}
