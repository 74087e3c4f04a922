import { fileURLToPath } from 'node:url'

/** The place of a file; code of the runtime, and what was made from text, have others or none. */
const PLACE: RegExp = /^(?:file:\/\/|\/|[A-Za-z]:[\\/])/

/** Any function. */
type Callable = (...args: never[]) => unknown

/** What the runtime tells of a frame, as far as it is used. */
interface Site {
  getScriptNameOrSourceURL(): unknown
  getFunctionName(): string | null
  isAsync(): boolean
  toString(): string
}

/** A frame of the runtime below the code of a module that is being evaluated. */
const EVALUATION: RegExp = /^(?:async )?Module(?:Job(?:Sync)?\.run|\._compile)/

/** Whether a module is being evaluated, as far as a stack of this depth shows. */
export function isInEvaluation(above: Callable, depth: number): boolean {
  return sitesAbove(above, depth).some((site) => EVALUATION.test(site.toString()))
}

/**
 * The files whose code is running, the innermost first, one for each frame, up to a depth in frames; what is called by `above`
 * and `above` itself are left out, and so is the runtime. Paths are absolute.
 */
export function filesOnStack(above: Callable, depth: number): readonly string[] {
  return sitesAbove(above, depth).flatMap((site) => fileOf(site) ?? [])
}

/** The file of the code that runs nearest above, the runtime left out; null: it was made from text, or none is that near. */
export function nearestFile(above: Callable, depth: number): string | null {
  const nearest = sitesAbove(above, depth).find(
    (site) => !RUNTIME.test(String(site.getScriptNameOrSourceURL())),
  )
  return nearest === undefined ? null : fileOf(nearest)
}

const RUNTIME: RegExp = /^node:/

/** A function that is running. */
export interface RunningFunction {
  /** Absolute path. */
  readonly file: string
  /** Null for a module's own code and for functions without a name. */
  readonly name: string | null
}

/** As `filesOnStack`, with the names of functions. */
export function functionsOnStack(above: Callable, depth: number): readonly RunningFunction[] {
  return sitesAbove(above, depth).flatMap((site) => {
    const file = fileOf(site)
    return file === null ? [] : { file, name: site.getFunctionName() }
  })
}

/** Frames as objects: as text, which has to be made first and taken apart again, they cost three times as much. */
function sitesAbove(above: Callable, depth: number): readonly Site[] {
  const holder: { readonly stack?: unknown } = {}
  const { stackTraceLimit, prepareStackTrace } = Error
  Error.stackTraceLimit = depth
  Error.prepareStackTrace = keepSites
  try {
    Error.captureStackTrace(holder, above)
    // They are made when they are first asked for.
    const { stack } = holder
    return Array.isArray(stack) ? (stack as Site[]) : []
  } finally {
    Error.stackTraceLimit = stackTraceLimit
    Error.prepareStackTrace = prepareStackTrace
  }
}

function keepSites(_: Error, sites: NodeJS.CallSite[]): NodeJS.CallSite[] {
  return sites
}

/** Places of files -> paths: the same few ask for files again and again. */
const placeToPath: Map<string, string | null> = new Map()

/** Null for a frame without a file, and for who only waits. */
function fileOf(site: Site): string | null {
  const place = site.isAsync() ? null : site.getScriptNameOrSourceURL()
  if (typeof place !== 'string') {
    return null
  }
  let path = placeToPath.get(place)
  if (path === undefined) {
    path = PLACE.test(place) ? pathOfPlace(place.replace(/[?#].*$/, '')) : null
    placeToPath.set(place, path)
  }
  return path
}

function pathOfPlace(place: string): string {
  return place.startsWith('file://') ? fileURLToPath(place) : place
}
