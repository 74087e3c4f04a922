import { type InputOptions, type OutputOptions, rolldown } from 'rolldown'
import type { RekindleEvent } from 'unplugin-rekindle'
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

/** Builds with Rolldown, source maps included. */
export async function buildWithRolldown(project: Project, request: BuildRequest): Promise<Built> {
  const events: RekindleEvent[] = []
  const logs: unknown[] = []
  const { isWritten = false } = request
  const { output, ...config } = (request.config ?? {}) as InputOptions & { output?: OutputOptions }
  const bundle = await rolldown({
    input: request.input ?? 'main.js',
    preserveEntrySignatures: 'strict',
    // In the order of Vite: what shadows a module there does so here.
    resolve: { extensions: ['.mjs', '.js', '.mts', '.ts'] },
    logLevel: 'debug',
    onLog: (level, log) => {
      logs.push(...logOf(level, log))
    },
    ...config,
    plugins: await pluginsOf(project, request, events),
  } as InputOptions)
  try {
    const generated = await bundle[isWritten ? 'write' : 'generate']({
      sourcemap: true,
      dir: 'dist',
      assetFileNames: '[name]-[hash][extname]',
      ...output,
    })
    if (isWritten) {
      // A build that reads its own outputs can't be recorded as a whole.
      await bundle.close()
      return {
        outcome: { files: takeWritten(project.path('dist')), logs: logsByModule(logs), watched: [] },
        events,
      }
    }
    const files = outputFiles(generated.output)
    const watched = await watchFilesOf(bundle)
    return { outcome: { files, logs: logsByModule(logs), watched: [...watched].sort() }, events }
  } finally {
    await bundle.close()
  }
}

/** What the bundler would watch; not among its types. */
function watchFilesOf(bundle: object): Promise<readonly string[]> {
  return (bundle as { readonly watchFiles: Promise<readonly string[]> }).watchFiles
}

async function pluginsOf(
  project: Project,
  request: BuildRequest,
  events: RekindleEvent[],
): Promise<unknown[]> {
  if (request.rekindle === null) {
    return [...request.plugins]
  }
  const { default: factory } = await import('unplugin-rekindle/rolldown')
  return placeAt(
    request.plugins,
    placeRekindle(project.root, factory, request.rekindle, events),
    request.position,
  )
}
