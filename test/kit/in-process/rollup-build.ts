import type { OutputOptions, RollupOptions } from 'rollup'
import { rollup } from 'rollup'
import type { RekindleEvent } from 'unplugin-rekindle'
import { type BuildRequest, type Built, logOf, outputFiles, placeAt } from './build-request.ts'
import { placeRekindle } from './place-rekindle.ts'
import type { Project } from './project.ts'
import { rollupWatchObserver } from './watch-observer.ts'

/** Builds with Rollup, source maps included; nothing is written. */
export async function buildWithRollup(project: Project, request: BuildRequest): Promise<Built> {
  const events: RekindleEvent[] = []
  const logs: unknown[] = []
  const watched = new Set<string>()
  const { output, ...config } = (request.config ?? {}) as RollupOptions & { output?: OutputOptions }
  const bundle = await rollup({
    input: request.input ?? 'main.js',
    logLevel: 'debug',
    onLog: (level, log) => logs.push(...logOf(level, log)),
    ...config,
    plugins: [...(await pluginsOf(project, request, events)), rollupWatchObserver(watched)],
  } as RollupOptions)
  const generated = await bundle.generate({
    sourcemap: true,
    dir: 'dist',
    assetFileNames: '[name]-[hash][extname]',
    ...output,
  })
  await bundle.close()
  return { outcome: { files: outputFiles(generated.output), logs, watched: [...watched].sort() }, events }
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
