import path from 'node:path'
import type { ResolvedConfig } from 'vite'

/** What decides on the watcher of a build. */
type WatchedConfig = Pick<ResolvedConfig, 'root' | 'cacheDir'> & {
  readonly build: Pick<ResolvedConfig['build'], 'outDir' | 'watch' | 'rolldownOptions'>
}

/** The options of the watcher that Rolldown gets from Vite, but for what Vite itself has it ignore. */
export function watchOptions({ build }: WatchedConfig): object {
  return { ...(build.rolldownOptions.watch as object | undefined), ...build.watch }
}

/** False for files that Vite has Rolldown ignore. */
export function isWatchable({ root, cacheDir, build }: WatchedConfig, file: string): boolean {
  const ignored = [path.resolve(root, build.outDir), cacheDir]
  return (
    !/[\\/]test-results[\\/]/.test(file) &&
    !ignored.some((folder) => path.resolve(file).startsWith(`${folder}${path.sep}`))
  )
}
