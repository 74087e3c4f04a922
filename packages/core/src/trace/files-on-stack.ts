import { fileURLToPath } from 'node:url'

/**
 * A frame ends in the place of the code, in parentheses where the function has a name. Who only waits (`at async`) isn't
 * running.
 */
const FRAME: RegExp = /^at (?!async )(?:.*\()?((?:file:\/\/|\/|[A-Za-z]:[\\/]).*?):\d+:\d+\)?$/
/** Code that was made from text: its frame names two places. */
const EVALUATED: RegExp = /, <anonymous>:\d+:\d+\)$/

/** Any function. */
type Callable = (...args: never[]) => unknown

/**
 * Absolute paths of the files whose code is running, the innermost first, each frame's; what is called by `above` and
 * `above` itself are left out, and so is the runtime.
 */
export function filesOnStack(above: Callable, depth: number): readonly string[] {
  const holder: { stack?: string } = {}
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = depth
  Error.captureStackTrace(holder, above)
  Error.stackTraceLimit = limit
  return String(holder.stack)
    .split('\n')
    .flatMap((line) => {
      const location = EVALUATED.test(line) ? undefined : FRAME.exec(line.trim())?.[1]?.replace(/[?#].*$/, '')
      return location === undefined ? [] : [pathOfLocation(location)]
    })
}

function pathOfLocation(location: string): string {
  return location.startsWith('file://') ? fileURLToPath(location) : location
}
