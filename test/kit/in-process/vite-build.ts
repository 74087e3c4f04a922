import type { RekindleEvent } from 'unplugin-rekindle'
import { build, type InlineConfig, type Rolldown } from 'vite'
import {
  type BuildRequest,
  type Built,
  logOf,
  logsByModule,
  outputFiles,
  placeAt,
  takeWritten,
} from './build-request.ts'
import { placeRekindle } from './place-rekindle.ts'
import type { Project } from './project.ts'
import { viteWatchObserver } from './watch-observer.ts'

/** Builds with Vite, source maps included. */
export async function buildWithVite(project: Project, request: BuildRequest): Promise<Built> {
  const events: RekindleEvent[] = []
  const logs: unknown[] = []
  const watched = new Set<string>()
  const { isWritten = false } = request
  const { build: buildOptions, ...config } = (request.config ?? {}) as InlineConfig
  const own = isWritten ? [] : [viteWatchObserver(watched)]
  const plugins = [...own, ...(await vitePluginsOf(project, request, events))]
  const result = await build({
    root: project.root,
    configFile: false,
    logLevel: 'silent',
    ...config,
    plugins: plugins as NonNullable<InlineConfig['plugins']>,
    build: {
      write: isWritten,
      sourcemap: true,
      minify: false,
      modulePreload: false,
      assetsInlineLimit: 0,
      ...buildOptions,
      rolldownOptions: {
        input: request.input ?? 'main.js',
        preserveEntrySignatures: 'strict',
        onLog: (level, log) => {
          logs.push(...logOf(level, log))
        },
        ...buildOptions?.rolldownOptions,
      },
    },
  } as InlineConfig)
  const outputs = (Array.isArray(result) ? result : [result]) as Rolldown.RolldownOutput[]
  const files = isWritten ? takeWritten(project.path('dist')) : filesOf(outputs)
  return { outcome: { files, logs: logsByModule(logs), watched: [...watched].sort() }, events }
}

export function filesOf(outputs: readonly Rolldown.RolldownOutput[]): Record<string, string> {
  return outputFiles(outputs.flatMap(({ output }) => output))
}

/** The plugins of a Vite build, with Rekindle at its place. */
export async function vitePluginsOf(
  project: Project,
  request: BuildRequest,
  events: RekindleEvent[],
): Promise<unknown[]> {
  if (request.rekindle === null) {
    return [...request.plugins]
  }
  const { default: factory } = await import('unplugin-rekindle/vite')
  return placeAt(
    request.plugins,
    placeRekindle(project.root, factory, request.rekindle, events),
    request.position,
  )
}
