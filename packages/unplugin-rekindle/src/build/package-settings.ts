import fs from 'node:fs'
import path from 'node:path'
import { foldersUpwards } from '../intercept/config-files-upwards.ts'

/** Fields of package.json that tools read their configuration from. */
const FIELDS = ['babel', 'browserslist', 'postcss', 'svelte', 'type']

/**
 * Tool settings in the package.json files at and above a folder, as canonical text. Other fields (a dependency
 * of the application, a script) change nothing of what a hook does.
 */
export function packageSettings(root: string): string {
  const settings: unknown[] = []
  for (const folder of foldersUpwards(root)) {
    const manifest = readManifest(path.join(folder, 'package.json'))
    const found = FIELDS.flatMap((field) => (field in manifest ? [[field, manifest[field]]] : []))
    if (found.length > 0) {
      settings.push([settings.length, found])
    }
  }
  return JSON.stringify(settings)
}

function readManifest(file: string): Record<string, unknown> {
  try {
    const manifest: unknown = JSON.parse(fs.readFileSync(file, 'utf8'))
    return typeof manifest === 'object' && manifest !== null ? (manifest as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
