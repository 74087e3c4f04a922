import fs from 'node:fs'
import path from 'node:path'
import { fileOfId } from '../plugins-known/known-plugin.ts'

/** Expressions for which files are looked up by a pattern: `import.meta.glob`, and imports and URLs with something left open. */
const LOOKUP: RegExp = /import\.meta\.glob|(?:import|URL)\s*\(\s*(?:\/\*[\s\S]*?\*\/\s*)*`[^`]*\$\{/
/** A text that leads upwards, up to where it is left open. */
const UPWARDS: RegExp = /['"`]!?((?:\.\/)*\.\.(?:\/[^'"`*?{[(!$]*)?)/g
const INSTALLED: RegExp = /[\\/]node_modules[\\/]/

/**
 * The name of a module, relative to the root, that has files looked up outside of the project, where nobody sees what else might be
 * found; null: there is none. `aliasFolders` are those that may be named without leading upwards.
 *
 * @param modules ids as the bundler gives them
 */
export function findStrayGlob(
  modules: readonly string[],
  root: string,
  aliasFolders: readonly string[],
): string | null {
  const isOutside = (place: string): boolean => place !== root && !place.startsWith(root + path.sep)
  const hasOutsideAlias = aliasFolders.some(
    (folder) => isOutside(folder) && !INSTALLED.test(folder + path.sep),
  )
  for (const id of modules) {
    const file = fileOfId(id)
    if (!path.isAbsolute(file) || INSTALLED.test(file)) {
      continue
    }
    const text = textOf(file)
    if (!LOOKUP.test(text)) {
      continue
    }
    const leaves = [...text.matchAll(UPWARDS)].some(([, upwards = '']) =>
      isOutside(path.resolve(path.dirname(file), upwards)),
    )
    if (leaves || hasOutsideAlias || isOutside(file)) {
      return path.relative(root, file)
    }
  }
  return null
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
