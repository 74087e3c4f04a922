import fs from 'node:fs'
import path from 'node:path'
import { importSpecifiers } from '@rekindle/core'

const OWN: RegExp = /^unplugin-rekindle(?:\/|$)/
const OWN_LATE: RegExp = /\bimport\s*\(\s*["'`]unplugin-rekindle/
const INSTALLED = `${path.sep}node_modules${path.sep}`
/** Modules of the runtime that read nothing. */
const HARMLESS: ReadonlySet<string> = new Set(['path', 'node:path', 'url', 'node:url', 'util', 'node:util'])
/** By what a module gets to know something that isn't in it. */
const CURIOUS: RegExp =
  /\b(?:process|require|globalThis|global|fetch|eval|Function|Date|crypto|performance|random)\b|\bimport\s*\(|\bimport\.meta\b/
const SUFFIXES = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.json', '/index.js', '/index.ts']

/**
 * A module of the project that is evaluated before Rekindle is, so that nobody has seen what it got to know; null: none is known.
 * Modules are evaluated in the order of their imports. `starts` are the files with which the process, or a config, begins; of
 * those from which Rekindle isn't reached nothing can be said. Absolute paths.
 */
export function earlyModule(starts: readonly string[]): string | null {
  for (const start of starts) {
    const walk: Walk = { early: [], seen: new Set() }
    if (isReached(start, walk)) {
      return walk.early.find((file) => !isPlain(file)) ?? null
    }
  }
  return null
}

interface Walk {
  /** In the order in which they are evaluated. */
  readonly early: string[]
  readonly seen: Set<string>
}

/** Whether Rekindle is imported by a file or by what that imports; if it isn't, the file is evaluated before. */
function isReached(file: string, walk: Walk): boolean {
  if (walk.seen.has(file) || file.includes(INSTALLED)) {
    return false
  }
  walk.seen.add(file)
  const text = textOf(file)
  for (const specifier of importSpecifiers(text)) {
    if (OWN.test(specifier)) {
      if (OWN_LATE.test(text)) {
        // By then it has done whatever it likes.
        walk.early.push(file)
      }
      return true
    }
    const local = specifier.startsWith('.') ? localFile(path.dirname(file), specifier) : null
    if (local !== null && isReached(local, walk)) {
      return true
    }
  }
  walk.early.push(file)
  return false
}

/** Whether a module knows nothing but what is written in it and in others that were evaluated before. */
function isPlain(file: string): boolean {
  const text = textOf(file)
  const isOther = (specifier: string): boolean => !specifier.startsWith('.') && !HARMLESS.has(specifier)
  return file.endsWith('.json') || !(CURIOUS.test(text) || importSpecifiers(text).some(isOther))
}

function localFile(folder: string, specifier: string): string | null {
  const base = path.resolve(folder, specifier.replace(/[?#].*$/, ''))
  const forms = [...SUFFIXES.map((suffix) => base + suffix), base.replace(/\.([cm]?)js$/, '.$1ts')]
  return forms.find((form) => fs.statSync(form, { throwIfNoEntry: false })?.isFile() === true) ?? null
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
