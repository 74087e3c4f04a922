import { createRequire } from 'node:module'
import type { Plugin } from 'vite'
import { pluginAside } from './aside/plugin-aside.ts'
import { quietOptions } from './aside/quiet-options.ts'
import { expectedStart, noteLoudStart } from './aside/start-note.ts'
import { startNotes } from './aside/start-notes.ts'
import type { RekindleOptions } from './options/options.ts'

type Engine = typeof import('./vite-engine.ts')

// What a config reads before it calls the plugin is seen only if the engine is there by now.
const expected = expectedStart()
const engine = expected === null ? loadEngine() : null
let calls = 0

/**
 * Rekindle as a Vite plugin. It may stand anywhere in the list of plugins.
 * @throws RekindleError when an option is unknown or has the wrong form
 */
export default function rekindle(options?: RekindleOptions): Plugin {
  calls += 1
  if (calls > 1 && quietOptions(options) !== null) {
    noteLoudStart()
  }
  if (expected === null) {
    return engine?.vitePlugin(options, rekindle, startNotes) ?? { name: 'rekindle' }
  }
  if (calls === 1 && quietOptions(options) === expected.options) {
    return pluginAside(expected)
  }
  noteLoudStart()
  loadEngine()?.checkOptions(options)
  return { name: 'rekindle' }
}

/**
 * In the package it is a file of its own beside this one. At once, since configs are evaluated at once: `package.json` gives those the
 * engine itself whose runtime can't load modules so. Null where another entry of this package is just being loaded as well: Node
 * can't load a file in both ways at the same time. Nothing is cached then, since later nobody can tell what was read meanwhile.
 */
function loadEngine(): Engine | null {
  try {
    return createRequire(import.meta.url)('./vite-engine.mjs') as Engine
  } catch {
    return null
  }
}

export type { RekindleOptions } from './options/options.ts'
