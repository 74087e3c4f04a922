import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { BuildResult, Plugin } from 'esbuild'
import * as esbuild from 'esbuild'
import type { RekindleEvent, RekindleOptions } from 'unplugin-rekindle'
import { vi } from 'vitest'
import { wordsOfEvent } from '../snapshot/words-of-event.ts'
import { contentText } from './build-request.ts'
import { placeRekindle } from './place-rekindle.ts'
import { createProject, enterFolder, type Project } from './project.ts'

/** A build that is written to `dist`, as a new process would make it. */
export interface WholeRequest {
  readonly plugins?: readonly unknown[] | undefined
  /** Input options of Rollup and Rolldown, the inline config of Vite. */
  readonly config?: Readonly<Record<string, unknown>> | undefined
  readonly output?: Readonly<Record<string, unknown>> | undefined
}

export interface WholeBuilt {
  /** What lies in `dist`: path -> text, or base64 of bytes that are no text. */
  readonly files: Readonly<Record<string, string>>
  /** What whole builds came to: the kinds of their events, with the input that had changed or the reason. */
  readonly told: readonly string[]
  readonly events: readonly RekindleEvent[]
}

type Build = (project: Project, request: WholeRequest, rekindle: readonly unknown[]) => Promise<unknown>

const buildWithRollup: Build = async (_, { plugins = [], config, output }, rekindle) => {
  const { rollup } = await import('rollup')
  const bundle = await rollup({ input: 'main.js', ...config, plugins: [plugins as never, rekindle as never] })
  await bundle.write({ dir: 'dist', ...output })
  await bundle.close()
}

const buildWithRolldown: Build = async (_, { plugins = [], config, output }, rekindle) => {
  const { rolldown } = await import('rolldown')
  const bundle = await rolldown({
    input: 'main.js',
    ...config,
    plugins: [plugins as never, rekindle as never],
  })
  await bundle.write({ dir: 'dist', ...output })
  await bundle.close()
}

const buildWithVite: Build = async (project, { plugins = [], config, output }, rekindle) => {
  const { build } = await import('vite')
  const { build: buildOptions, ...others } = (config ?? {}) as { readonly build?: object }
  await build({
    root: project.root,
    configFile: false,
    logLevel: 'warn',
    ...others,
    plugins: [plugins, rekindle] as never,
    build: {
      minify: false,
      ...buildOptions,
      rolldownOptions: {
        ...(fs.existsSync('index.html') ? {} : { input: 'main.js', preserveEntrySignatures: 'strict' }),
        output,
      },
    } as never,
  })
}

const factories = {
  rollup: async () => (await import('unplugin-rekindle/rollup')).default,
  rolldown: async () => (await import('unplugin-rekindle/rolldown')).default,
  vite: async () => (await import('unplugin-rekindle/vite')).default,
  esbuild: async () => (await import('unplugin-rekindle/esbuild')).default,
}

export interface WholeBundler {
  readonly name: 'rollup' | 'rolldown' | 'vite' | 'esbuild'
  readonly build: Build
}

export const wholeBundlers: readonly WholeBundler[] = [
  { name: 'rollup', build: buildWithRollup },
  { name: 'rolldown', build: buildWithRolldown },
  { name: 'vite', build: buildWithVite },
]

/** Esbuild, whose plugins are of another kind, and which is asked for everything by its options. What it returns is added to `results`. */
export function esbuildBundler(results: BuildResult[] = []): WholeBundler {
  return {
    name: 'esbuild',
    build: async (project, { plugins = [], config }, rekindle) => {
      const result = await esbuild.build({
        ...{ entryPoints: ['main.js'], bundle: true, format: 'esm', outdir: 'dist', logLevel: 'error' },
        absWorkingDir: project.root,
        ...config,
        // It must stand first.
        plugins: [...rekindle, ...plugins] as Plugin[],
      })
      results.push(result)
    },
  }
}

const PLACE = { 'rekindle-place.cjs': 'module.exports = (rekindle, options) => rekindle(options)\n' }

/** The file that stands for the config is there, and is older than the first build. */
export function createWholeProject(files: Readonly<Record<string, string>>): Project {
  return createProject({ ...PLACE, ...files })
}

/** The same in the folder `app` of one that nobody else looks at, for what lies beside a project. */
export function createInnerWholeProject(files: Readonly<Record<string, string>>): Project {
  const inner = Object.entries({ ...PLACE, ...files }).map(([file, text]) => [`app/${file}`, text])
  return enterFolder(createProject(Object.fromEntries(inner)), 'app')
}

/** A file that changed so shortly before it is read is not trusted; files of one test are older than that. */
const SETTLING_MS = 25

/** So long it takes at most until no other worker has a module put down anew. */
const HANDING_OVER_MS = 500
const handedOver: Set<WholeBundler['name']> = new Set()

/** Vitest hands modules over as files, which it puts down anew where several workers ask for one for the first time: then they change while they are read. */
async function waitForModules(name: WholeBundler['name']): Promise<void> {
  if (!handedOver.has(name)) {
    handedOver.add(name)
    await factories[name]()
    const { endListening } = await import('@rekindle/core')
    endListening()
    await delay(HANDING_OVER_MS)
  }
}

/** Builds with records of whole builds. */
export async function buildWhole(
  { name, build }: WholeBundler,
  project: Project,
  request: WholeRequest,
  options: RekindleOptions = {},
): Promise<WholeBuilt> {
  await waitForModules(name)
  await delay(SETTLING_MS)
  vi.resetModules()
  const factory = await factories[name]()
  const events: RekindleEvent[] = []
  const rekindle = placeRekindle(project.root, factory, { snapshot: true, verify: false, ...options }, events)
  await build(project, request, [rekindle])
  // Nothing of what stands for an ended process may see what the next one does.
  const { endListening } = await import('@rekindle/core')
  endListening()
  return { files: readFolder(project.path('dist')), events, told: events.flatMap(wordsOfEvent) }
}

/** Builds without Rekindle into a folder without anything in it. */
export async function buildClean(
  { build }: WholeBundler,
  project: Project,
  request: WholeRequest,
): Promise<Readonly<Record<string, string>>> {
  fs.rmSync(project.path('dist'), { recursive: true, force: true })
  await build(project, request, [])
  const files = readFolder(project.path('dist'))
  fs.rmSync(project.path('dist'), { recursive: true, force: true })
  return files
}

function readFolder(folder: string): Record<string, string> {
  const entries = fs.existsSync(folder)
    ? fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    : []
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
  return Object.fromEntries(
    files.sort().map((file) => [path.relative(folder, file), contentText(fs.readFileSync(file))]),
  )
}
