import fs from 'node:fs'
import path from 'node:path'
import { type Input, representativePath } from '@rekindle/core'

const MODULES = `${path.sep}node_modules${path.sep}`

/** Name of the package that a name leads into: `@scope/theme` for `@scope/theme/tokens`. */
export function packageOf(specifier: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier
}

/** Where a package is looked for from a folder upwards, up to the place where it is found. */
export function packageLookups(name: string, from: string): readonly Input[] {
  const inputs: Input[] = []
  for (let level = from; ; level = path.dirname(level)) {
    const folder = path.join(level, 'node_modules', name)
    const manifest = path.join(folder, 'package.json')
    if (fs.existsSync(manifest)) {
      return [...inputs, manifestInput(manifest)]
    }
    inputs.push({ kind: 'file', name: folder })
    if (fs.existsSync(folder)) {
      // A folder without a manifest may lack what is asked for.
      inputs.push({ kind: 'file', name: manifest }, { kind: 'directory', name: folder })
    }
    if (path.dirname(level) === level) {
      return inputs
    }
  }
}

/** The nearest package.json, which may lead names elsewhere (`imports`, `exports`, `browser`), and where one could appear. */
export function nearestManifest(from: string): readonly Input[] {
  const inputs: Input[] = []
  for (let level = from; ; level = path.dirname(level)) {
    const manifest = path.join(level, 'package.json')
    inputs.push(manifestInput(manifest))
    if (fs.existsSync(manifest) || path.dirname(level) === level) {
      return inputs
    }
  }
}

/** An installed package is its name and version, others what they say to who looks for ways into them. */
function manifestInput(manifest: string): Input {
  return { kind: isInstalled(manifest) ? 'file' : 'settings', name: manifest }
}

/** Whether a path is in an installed package, whose manifest stands for all its files. */
export function isInstalled(file: string): boolean {
  const beside = path.join(path.dirname(file), 'any')
  return representativePath(beside) !== beside
}

/** The package that a file is in, unless a folder is in it too; null: that one, or one without a name. */
export function packageAround(
  file: string,
  unless: string,
): { readonly name: string; readonly folder: string } | null {
  const marker = file.lastIndexOf(MODULES)
  const modules = file.slice(0, marker + MODULES.length)
  const installed = packageOf(file.slice(modules.length).split(path.sep).join('/'))
  const manifest = marker === -1 ? (nearestManifest(path.dirname(file)).at(-1)?.name ?? '') : ''
  const folder = marker === -1 ? path.dirname(manifest) : path.join(modules, installed)
  if (path.join(unless, path.sep).startsWith(path.join(folder, path.sep))) {
    return null
  }
  const name = marker === -1 ? nameIn(manifest) : installed
  return name === null ? null : { name, folder }
}

function nameIn(manifest: string): string | null {
  try {
    const fields: unknown = JSON.parse(fs.readFileSync(manifest, 'utf8'))
    const name = (fields as { name?: unknown } | null)?.name
    return typeof name === 'string' && name !== '' ? name : null
  } catch {
    return null
  }
}
