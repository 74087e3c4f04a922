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

/** Frames of the runtime below the code of a module that is being evaluated. */
const EVALUATION: RegExp = /^\s*at (?:async )?Module(?:Job(?:Sync)?\.run|\._compile)/m

/** What is running: files, the innermost first, one for each frame, and whether a module is being evaluated. */
export interface RunningCode {
  readonly files: readonly string[]
  readonly isEvaluation: boolean
}

/**
 * The code that is running, up to a depth in frames; what is called by `above` and `above` itself are left out, and so is
 * the runtime. Paths are absolute.
 */
export function runningCode(above: Callable, depth: number): RunningCode {
  const holder: { stack?: string } = {}
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = depth
  Error.captureStackTrace(holder, above)
  Error.stackTraceLimit = limit
  const stack = String(holder.stack)
  const files = stack.split('\n').flatMap((line) => fileOfFrame(line) ?? [])
  return { files, isEvaluation: EVALUATION.test(stack) }
}

/** The files of `runningCode`. */
export function filesOnStack(above: Callable, depth: number): readonly string[] {
  return runningCode(above, depth).files
}

/** URLs of modules -> paths: taking a URL apart costs more than all else here. */
const urlToPath: Map<string, string> = new Map()
/** The same few places ask for files again and again. */
const frameToFile: Map<string, string | null> = new Map()

/** Null for a frame without a file. */
function fileOfFrame(frame: string): string | null {
  let file = frameToFile.get(frame)
  if (file === undefined) {
    const location = EVALUATED.test(frame) ? undefined : FRAME.exec(frame.trim())?.[1]?.replace(/[?#].*$/, '')
    file = location === undefined ? null : pathOfLocation(location)
    frameToFile.set(frame, file)
  }
  return file
}

function pathOfLocation(location: string): string {
  if (!location.startsWith('file://')) {
    return location
  }
  let path = urlToPath.get(location)
  if (path === undefined) {
    path = fileURLToPath(location)
    urlToPath.set(location, path)
  }
  return path
}
