import fs from 'node:fs'
import path from 'node:path'
import type { Environment } from 'vite'

/**
 * Paths of the files that Vite has copied from the public folder into a folder of outputs; absolute. `context` is the `this` of
 * a hook of the build.
 */
export function publicFiles(context: object, folder: string): readonly string[] {
  const { config } = (context as { readonly environment: Environment }).environment
  const { publicDir } = config
  return config.build.copyPublicDir && publicDir !== '' ? copiesOf(publicDir, folder) : []
}

/** Links are followed, as Vite does when it copies. What can't be read isn't there. */
function copiesOf(from: string, to: string): string[] {
  if (path.resolve(from) === path.resolve(to)) {
    return []
  }
  return namesIn(from).flatMap((name) => {
    const [source, copy] = [path.join(from, name), path.join(to, name)]
    const isFolder = fs.statSync(source, { throwIfNoEntry: false })?.isDirectory() ?? false
    if (isFolder) {
      return copiesOf(source, copy)
    }
    return fs.existsSync(copy) ? [copy] : []
  })
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder)
  } catch {
    return []
  }
}
