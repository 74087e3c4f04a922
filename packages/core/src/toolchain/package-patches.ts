import fs from 'node:fs'
import path from 'node:path'
import { fingerprintOf } from '../key/cache-key.ts'

/** Where tools keep changes of installed packages; such a change leaves the version of a package as it is. */
const PATCH_FOLDERS = ['patches', path.join('.yarn', 'patches')]
/** The packages of an installation without `node_modules`, with their versions. */
const PLUG_AND_PLAY_FILES = ['.pnp.cjs', '.pnp.data.json']

/**
 * What decides, beside names and versions, which code the packages of a project hold: one line per patch and per
 * list of packages at or above the folder.
 */
export function packagePatches(folder: string): readonly string[] {
  const found: string[] = []
  let level = 0
  for (let current = folder; ; current = path.dirname(current)) {
    for (const name of PATCH_FOLDERS) {
      found.push(...patchesIn(path.join(current, name)).map((patch) => `${level} ${patch}`))
    }
    for (const name of PLUG_AND_PLAY_FILES) {
      const fingerprint = fingerprintOfFile(path.join(current, name))
      found.push(...(fingerprint === null ? [] : [`${level} ${name} ${fingerprint}`]))
    }
    if (path.dirname(current) === current) {
      return found
    }
    level += 1
  }
}

function patchesIn(folder: string): readonly string[] {
  let names: string[]
  try {
    names = fs.readdirSync(folder)
  } catch {
    return []
  }
  const patches = names.filter((name) => /\.(?:patch|diff)$/.test(name)).sort()
  return patches.map((name) => `${name} ${fingerprintOfFile(path.join(folder, name)) ?? 'unreadable'}`)
}

function fingerprintOfFile(file: string): string | null {
  try {
    return fingerprintOf(fs.readFileSync(file))
  } catch {
    return null
  }
}
