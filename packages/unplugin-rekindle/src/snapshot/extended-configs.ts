import fs from 'node:fs'
import path from 'node:path'

const EXTENDED: RegExp = /"(?:extends|path)"\s*:\s*(\[[^\]]*\]|"(?:[^"\\]|\\.)*")/g
const TEXT: RegExp = /"((?:[^"\\]|\\.)*)"/g

/**
 * The files that configs of compilers extend or refer to, and those that these do, wherever they may be: every place where one is
 * looked for counts, whether it is there or not.
 */
export function extendedConfigs(configs: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  const queue = [...configs]
  for (const config of queue) {
    for (const place of placesNamedIn(config)) {
      if (!found.has(place)) {
        found.add(place)
        queue.push(place)
      }
    }
  }
  return found
}

function placesNamedIn(config: string): readonly string[] {
  let text: string
  try {
    text = fs.readFileSync(config, 'utf8')
  } catch {
    return []
  }
  const names = [...text.matchAll(EXTENDED)].flatMap(([, value = '']) =>
    [...value.matchAll(TEXT)].map(([, name = '']) => name),
  )
  return names.flatMap((name) => placesOf(path.dirname(config), name))
}

function placesOf(folder: string, name: string): readonly string[] {
  const forms = (base: string): readonly string[] => [base, `${base}.json`, path.join(base, 'tsconfig.json')]
  if (name.startsWith('.') || path.isAbsolute(name)) {
    return forms(path.resolve(folder, name))
  }
  const places: string[] = []
  for (let current = folder; ; current = path.dirname(current)) {
    places.push(...forms(path.join(current, 'node_modules', name)))
    if (path.dirname(current) === current) {
      return places
    }
  }
}
