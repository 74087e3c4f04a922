/** How esbuild was called, which it tells no plugin. */
export type EsbuildCall =
  /** By `build`, of esbuild's own code in this file. */
  | { readonly kind: 'build'; readonly file: string }
  /** By `context`, for watching or serving, or for builds whenever somebody wants one. */
  | { readonly kind: 'context' }
  | { readonly kind: 'unknown' }

/** More than lie between a setup and the call of esbuild, also where a plugin wraps another one. */
const DEPTH = 60

const FRAME: RegExp = /^\s*at (?:async )?(?:[\w$<>]+\.)*([\w$]+)(?: \[as [^\]]+\])? \((.+):\d+:\d+\)$/

/**
 * Found on the stack, from within the setup of a plugin: esbuild's functions have the names by which they are called. `above` is the
 * function that asks.
 */
export function findEsbuildCall(above: (...args: never[]) => unknown): EsbuildCall {
  const holder: { stack?: string } = {}
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = DEPTH
  Error.captureStackTrace(holder, above)
  Error.stackTraceLimit = limit
  const frames = String(holder.stack)
    .split('\n')
    .flatMap((line) => {
      const [, name, file] = FRAME.exec(line) ?? []
      return name === undefined || file === undefined ? [] : [{ name, file }]
    })
  const inner = frames.findIndex(({ name }) => name === 'handlePlugins')
  const file = frames[inner]?.file
  const call = frames
    .slice(inner + 1)
    .find((frame) => frame.file === file && (frame.name === 'build' || frame.name === 'context'))
  if (file === undefined || call === undefined) {
    return { kind: 'unknown' }
  }
  return call.name === 'build' ? { kind: 'build', file } : { kind: 'context' }
}
