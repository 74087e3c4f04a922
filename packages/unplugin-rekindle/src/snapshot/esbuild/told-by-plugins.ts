import path from 'node:path'
import type { OnLoadArgs } from 'esbuild'
import { sourceMapFiles } from './source-map-files.ts'

/** What plugins tell esbuild or ask it, as far as that decides what it reads. Absolute paths. */
export class ToldByPlugins {
  /** Files and folders that they want watched, and files that a map of theirs leads to. */
  readonly files: Set<string> = new Set()
  readonly folders: Set<string> = new Set()
  /** Folders from which something was resolved, and what that came to: modules or their like. */
  readonly places: Set<string> = new Set()

  /** A callback for modules has given this. */
  noteLoaded({ path: module }: Pick<OnLoadArgs, 'path'>, result: unknown): void {
    const { contents, resolveDir } = (result ?? {}) as { contents?: unknown; resolveDir?: unknown }
    this.noteWatched(result)
    const text =
      typeof contents === 'string' || contents instanceof Uint8Array ? Buffer.from(contents) : Buffer.alloc(0)
    if (text.includes('sourceMappingURL=')) {
      const folder = typeof resolveDir === 'string' ? resolveDir : path.dirname(path.resolve(module))
      for (const file of sourceMapFiles(text.toString('utf8'), folder)) {
        this.files.add(file)
      }
    }
    if (typeof resolveDir === 'string' && resolveDir !== '') {
      this.places.add(path.join(resolveDir, path.basename(module)))
    }
  }

  /** A callback for modules or for names has given this. */
  noteWatched(result: unknown): void {
    const { watchFiles, watchDirs } = (result ?? {}) as { watchFiles?: unknown; watchDirs?: unknown }
    for (const file of Array.isArray(watchFiles) ? watchFiles : []) {
      this.files.add(path.resolve(String(file)))
    }
    for (const folder of Array.isArray(watchDirs) ? watchDirs : []) {
      this.folders.add(path.resolve(String(folder)))
    }
  }

  /** A plugin has asked where something leads. */
  noteResolved(folder: string | undefined, answer: unknown): void {
    const { path: found, namespace } = (answer ?? {}) as { path?: unknown; namespace?: unknown }
    if (folder !== undefined && folder !== '') {
      this.places.add(path.join(folder, 'asked'))
    }
    if (typeof found === 'string' && namespace === 'file') {
      this.places.add(found)
    }
  }
}
