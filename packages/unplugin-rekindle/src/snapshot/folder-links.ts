import fs from 'node:fs'
import path from 'node:path'

/** Of a folder of installed packages: those that are links, and the folders of scopes. Absolute paths. */
export function linksIn(modules: string): {
  readonly links: readonly string[]
  readonly scopes: readonly string[]
} {
  const links: string[] = []
  const scopes: string[] = []
  for (const entry of entriesOf(modules)) {
    const place = path.join(modules, entry.name)
    if (entry.isSymbolicLink()) {
      links.push(place)
    } else if (entry.name.startsWith('@') && entry.isDirectory()) {
      scopes.push(place)
      links.push(
        ...entriesOf(place)
          .filter((inner) => inner.isSymbolicLink())
          .map((inner) => path.join(place, inner.name)),
      )
    }
  }
  return { links, scopes }
}

function entriesOf(folder: string): readonly fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
