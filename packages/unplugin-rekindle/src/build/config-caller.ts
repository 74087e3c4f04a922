import fs from 'node:fs'
import { filesOnStack } from '@rekindle/core'

/** The file that called the plugin's factory: a config, or a script that calls the bundler. */
export interface ConfigCaller {
  /** Absolute path; a bundled copy has the name of its config. */
  readonly file: string
  /** Its text at the time of the call: a bundled copy is deleted soon after. Null when it can't be read. */
  readonly text: string | null
}

/**
 * Where a bundler puts a bundled copy of a config: `vite.config.ts.timestamp-1-a.mjs`, `rollup.config-1.mjs`,
 * `rolldown.config.1.0123456789abcdef.js`.
 */
const COPY: RegExp = /(?:\.timestamp-\d+-\w+|-\d{10,}|\.\d+\.[0-9a-f]{16})(\.[cm]?[jt]s)$/
const INLINE_MAP: RegExp = /\n\/\/# sourceMappingURL=data:\S+/

/** Finds the caller of `factory` on the stack; null when no frame names a file. */
export function findConfigCaller(factory: (...args: never[]) => unknown): ConfigCaller | null {
  const caller = filesOnStack(factory, 30).find(
    (file) => !/[\\/]node_modules[\\/](?:unplugin|unplugin-rekindle)[\\/]/.test(file),
  )
  return caller === undefined ? null : readCaller(caller)
}

function readCaller(file: string): ConfigCaller {
  let text: string | null
  try {
    text = fs.readFileSync(file, 'utf8')
  } catch {
    text = null
  }
  // The map of a copy names the copy.
  return COPY.test(file)
    ? { file: file.replace(COPY, '$1'), text: text?.replace(INLINE_MAP, '') ?? null }
    : { file, text }
}
