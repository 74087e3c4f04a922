import fs from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The file that called the plugin's factory: a config, or a script that calls the bundler. */
export interface ConfigCaller {
  /** Absolute path; a bundled copy has the name of its config. */
  readonly file: string
  /** Its text at the time of the call: a bundled copy is deleted soon after. Null when it can't be read. */
  readonly text: string | null
}

/** Where a bundler puts a bundled copy of a config: `vite.config.ts.timestamp-1-a.mjs`, `rollup.config-1.mjs`. */
const COPY: RegExp = /(?:\.timestamp-\d+-\w+|-\d{10,})(\.[cm]?[jt]s)$/
/** A frame ends in the place of the code, in parentheses where the function has a name. */
const FRAME: RegExp = /(?:\(|at (?:async )?)((?:file:\/\/|\/|[A-Za-z]:[\\/]).*?):\d+:\d+\)?$/
/** Code that was made from text: its frame names two places. */
const EVALUATED: RegExp = /, <anonymous>:\d+:\d+\)$/

/** Finds the caller of `factory` on the stack; null when no frame names a file. */
export function findConfigCaller(factory: (...args: never[]) => unknown): ConfigCaller | null {
  const holder: { stack?: string } = {}
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 30
  Error.captureStackTrace(holder, factory)
  Error.stackTraceLimit = limit
  for (const line of String(holder.stack).split('\n')) {
    const location = FRAME.exec(line.trim())?.[1]?.replace(/[?#].*$/, '')
    if (
      location !== undefined &&
      !EVALUATED.test(line) &&
      !/[\\/]node_modules[\\/](?:unplugin|unplugin-rekindle)[\\/]/.test(location)
    ) {
      return readCaller(location)
    }
  }
  return null
}

function readCaller(location: string): ConfigCaller {
  const file = location.startsWith('file://') ? fileURLToPath(location) : location
  let text: string | null
  try {
    text = fs.readFileSync(file, 'utf8')
  } catch {
    text = null
  }
  return { file: file.replace(COPY, '$1'), text }
}
