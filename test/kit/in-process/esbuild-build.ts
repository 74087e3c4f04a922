import path from 'node:path'
import * as esbuild from 'esbuild'
import type { RekindleEvent } from 'unplugin-rekindle'
import {
  type BuildOutcome,
  type BuildRequest,
  type Built,
  contentText,
  placeAt,
  takeWritten,
} from './build-request.ts'
import { placeRekindle } from './place-rekindle.ts'
import type { Project } from './project.ts'

/** Builds with esbuild, source maps and metafile included. Rekindle stands first by default. */
export async function buildWithEsbuild(project: Project, request: BuildRequest): Promise<Built> {
  const events: RekindleEvent[] = []
  const result = await esbuild.build(await esbuildOptions(project, request, events))
  const outcome = outcomeOf(project, result)
  const { isWritten = false } = request
  const files = isWritten ? { ...outcome.files, ...takeWritten(project.path('dist')) } : outcome.files
  return { outcome: { ...outcome, files }, events }
}

export async function esbuildOptions(
  project: Project,
  request: BuildRequest,
  events: RekindleEvent[],
): Promise<esbuild.BuildOptions> {
  return {
    entryPoints: [request.input ?? 'main.js'].flat() as string[],
    bundle: true,
    format: 'esm',
    outdir: 'dist',
    sourcemap: true,
    metafile: true,
    write: request.isWritten ?? false,
    logLevel: 'silent',
    absWorkingDir: project.root,
    ...request.config,
    plugins: (await pluginsOf(project, request, events)) as esbuild.Plugin[],
  }
}

/** Files by path, the metafile and the cache of mangled names among them; details of warnings as data. */
export function outcomeOf(project: Project, result: esbuild.BuildResult): BuildOutcome {
  const files: Record<string, string> = {}
  for (const file of result.outputFiles ?? []) {
    files[path.relative(project.root, file.path)] = contentText(file.contents)
  }
  files['metafile'] = JSON.stringify(result.metafile)
  files['mangle cache'] = JSON.stringify(result.mangleCache) ?? ''
  return { files, logs: JSON.parse(JSON.stringify(result.warnings)) as unknown[], watched: [] }
}

async function pluginsOf(
  project: Project,
  request: BuildRequest,
  events: RekindleEvent[],
): Promise<unknown[]> {
  if (request.rekindle === null) {
    return [...request.plugins]
  }
  const { default: factory } = await import('unplugin-rekindle/esbuild')
  return placeAt(
    request.plugins,
    placeRekindle(project.root, factory, request.rekindle, events),
    request.position ?? 0,
  )
}
