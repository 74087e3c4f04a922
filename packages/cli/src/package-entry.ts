import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { foldersUpwards } from './project-folder.ts'

/** The conditions under which a package is imported by Node. */
const CONDITIONS: ReadonlySet<string> = new Set(['node', 'import', 'module-sync', 'default'])

/**
 * The URL of what an import of a package gives in a folder, as far as packages with `exports` go; null: it isn't installed there. What
 * `import.meta.resolve` with a parent would give, which Node has behind a flag.
 * @param subpath `.` or `./name`
 */
export function packageEntry(folder: string, name: string, subpath: string): string | null {
  const place = foldersUpwards(folder)
    .map((each) => path.join(each, 'node_modules', name))
    .find((each) => fs.existsSync(path.join(each, 'package.json')))
  if (place === undefined) {
    return null
  }
  const manifest = JSON.parse(fs.readFileSync(path.join(place, 'package.json'), 'utf8')) as {
    exports?: Readonly<Record<string, unknown>>
  }
  const target = targetOf(manifest.exports?.[subpath])
  return target === null ? null : pathToFileURL(path.join(fs.realpathSync(place), target)).href
}

function targetOf(value: unknown): string | null {
  if (typeof value === 'string') {
    return value
  }
  if (typeof value !== 'object' || value === null) {
    return null
  }
  for (const [condition, nested] of Object.entries(value)) {
    const target = CONDITIONS.has(condition) ? targetOf(nested) : null
    if (target !== null) {
      return target
    }
  }
  return null
}
