import type { OutputOptions, RollupOptions } from 'rollup'
import { rollup } from 'rollup'
import type { RekindleEvent } from 'unplugin-rekindle'
import { type BuildRequest, type Built, logOf, outputFiles, placeAt, takeWritten } from './build-request.ts'
import { placeRekindle } from './place-rekindle.ts'
import type { Project } from './project.ts'
import { rollupWatchObserver } from './watch-observer.ts'

/** Builds with Rollup, source maps included. */
export async function buildWithRollup(project: Project, request: BuildRequest): Promise<Built> {
  const events: RekindleEvent[] = []
  const logs: unknown[] = []
  const watched = new Set<string>()
  const { isWritten = false } = request
  const { output, ...config } = (request.config ?? {}) as RollupOptions & { output?: OutputOptions }
  const bundle = await rollup({
    input: request.input ?? 'main.js',
    logLevel: 'debug',
    onLog: (level, log) => logs.push(...logOf(level, log)),
    ...config,
    plugins: [
      ...(await pluginsOf(project, request, events)),
      ...(isWritten ? [] : [rollupWatchObserver(watched)]),
    ],
  } as RollupOptions)
  const generated = await bundle[isWritten ? 'write' : 'generate']({
    sourcemap: true,
    dir: 'dist',
    assetFileNames: '[name]-[hash][extname]',
    ...output,
  })
  await bundle.close()
  const files = isWritten ? takeWritten(project.path('dist')) : outputFiles(generated.output)
  return { outcome: { files, logs, watched: [...watched].sort() }, events }
}

async function pluginsOf(
  project: Project,
  request: BuildRequest,
  events: RekindleEvent[],
): Promise<unknown[]> {
  if (request.rekindle === null) {
    return [...request.plugins]
  }
  const { default: factory } = await import('unplugin-rekindle/rollup')
  return placeAt(
    request.plugins,
    placeRekindle(project.root, factory, request.rekindle, events),
    request.position,
  )
}
