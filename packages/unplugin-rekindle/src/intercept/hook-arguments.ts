/** The arguments of a `load` or `transform` call, taken apart. */
export interface HookArguments {
  readonly id: string
  readonly code: string | null
  /** The options argument as canonical JSON; null: it holds something that has no text form. */
  readonly options: string | null
}

/** Null when the arguments aren't those of the hook as bundlers call it. */
export function readArguments(hook: 'load' | 'transform', args: readonly unknown[]): HookArguments | null {
  const [code, id, options] = hook === 'transform' ? args : [null, args[0], args[1]]
  if (typeof id !== 'string' || !(code === null || typeof code === 'string')) {
    return null
  }
  return { id, code, options: canonicalJson(options) }
}

/** Enumerable data only: what a bundler offers through getters (`ast`, `magicString`) follows from the code. */
function canonicalJson(options: unknown): string | null {
  if (options === undefined || options === null) {
    return ''
  }
  if (typeof options !== 'object') {
    return null
  }
  try {
    return JSON.stringify(options, (_name, value: unknown) => {
      if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
        throw new TypeError('no text form')
      }
      return value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
        : value
    })
  } catch {
    return null
  }
}
