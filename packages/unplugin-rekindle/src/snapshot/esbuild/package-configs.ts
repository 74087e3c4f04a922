import fs from 'node:fs'
import path from 'node:path'
import type { SnapshotRefusal } from '@rekindle/core'
import { extendedConfigs } from '../extended-configs.ts'

const EXTENDS: RegExp = /"extends"\s*:\s*(\[[^\]]*\]|"(?:[^"\\]|\\.)*")/g
const TEXT: RegExp = /"((?:[^"\\]|\\.)*)"/g
const PACKAGE_NAME: RegExp = /^(?:@[^/]+\/)?[^/]+/

/** A package of configs has few files. */
const MOST_FILES = 200

/**
 * All files that a config of a compiler may mean which extends one of a package, whose manifest may lead anywhere in it: everything there in
 * the form of such a config, and what that extends.
 */
export function configsOfPackages(configs: readonly string[]): readonly string[] | SnapshotRefusal {
  const seen = new Set<string>()
  const files = new Set<string>()
  const queue = [...configs]
  for (const config of queue) {
    for (const name of namesExtendedBy(config)) {
      for (const folder of foldersOf(path.dirname(config), name)) {
        if (seen.has(folder)) {
          continue
        }
        seen.add(folder)
        const found = jsonFilesIn(folder)
        if (found === null) {
          return { kind: 'use', detail: `a config that extends ${name}, a package of many files` }
        }
        for (const file of [...found, ...extendedConfigs(found)]) {
          files.add(file)
          queue.push(file)
        }
      }
    }
  }
  return [...files]
}

function namesExtendedBy(config: string): readonly string[] {
  let text: string
  try {
    text = fs.readFileSync(config, 'utf8')
  } catch {
    return []
  }
  return [...text.matchAll(EXTENDS)]
    .flatMap(([, value = '']) => [...value.matchAll(TEXT)].map(([, name = '']) => name))
    .filter((name) => !name.startsWith('.') && !path.isAbsolute(name))
}

/** The folders of the package, wherever it is looked for, as far as they are there. */
function foldersOf(folder: string, name: string): readonly string[] {
  const [bare = name] = PACKAGE_NAME.exec(name) ?? []
  const found: string[] = []
  for (let current = folder; ; current = path.dirname(current)) {
    const place = path.join(current, 'node_modules', bare)
    if (fs.existsSync(place)) {
      found.push(place)
    }
    if (path.dirname(current) === current) {
      return found
    }
  }
}

/** Null: too many. */
function jsonFilesIn(top: string): readonly string[] | null {
  const files: string[] = []
  const queue = [top]
  for (const folder of queue) {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const place = path.join(folder, entry.name)
      if (entry.isDirectory() && entry.name !== 'node_modules') {
        queue.push(place)
      } else if (entry.name.endsWith('.json')) {
        files.push(place)
      }
    }
    if (files.length + queue.length > MOST_FILES) {
      return null
    }
  }
  return files
}
