import { type InputState, isPlainData, type ProjectRoot, ROOT_TOKEN } from '@rekindle/core'

/**
 * What a result may depend on that only the bundler can tell.
 * - `root`: which folder this is; ties a result to it.
 * - `environment`: which environment the hook runs for.
 * - `resolve`, `load`: the answer to a call of the context with these arguments.
 * - `module-info`: one field of a module in the bundler's graph.
 * - `combined-map`: the source map of all transforms before this one.
 * - `log-level`: whether logs of a level are shown.
 * - `fact`: a value in the arguments of `renderChunk`, by its path (`["options", "format"]`).
 * - `fact-names`: which names there are in an object there.
 */
export type ContextQuestion =
  | { readonly ask: 'root' }
  | { readonly ask: 'environment' }
  | { readonly ask: 'resolve'; readonly args: readonly unknown[] }
  | { readonly ask: 'load'; readonly args: readonly unknown[] }
  | { readonly ask: 'module-info'; readonly id: string; readonly field: string }
  | { readonly ask: 'combined-map' }
  | { readonly ask: 'log-level'; readonly level: 'warn' | 'info' | 'debug' }
  | { readonly ask: 'fact' | 'fact-names'; readonly path: readonly string[] }

/** The state of something the bundler was asked for, or that it can't be told. */
export type ContextAnswer = InputState | 'unknown'

const ASKS: ReadonlySet<unknown> = new Set<ContextQuestion['ask']>([
  'root',
  'environment',
  'resolve',
  'load',
  'module-info',
  'combined-map',
  'log-level',
  'fact',
  'fact-names',
])

/** The name of an input of kind `context`. */
export type QuestionName =
  /** The same in every copy of the project. */
  | { readonly kind: 'portable'; readonly name: string }
  /** It means something in this folder only: it must be asked behind the question for the root. */
  | { readonly kind: 'bound'; readonly name: string }
  /** The arguments have no text form. */
  | { readonly kind: 'none' }

export function nameOfQuestion(question: ContextQuestion, root: ProjectRoot): QuestionName {
  const { ask, ...rest } = question
  const args = Object.values(rest).map((value) => withoutUndefined(value))
  if (!args.every(isPlainData)) {
    return { kind: 'none' }
  }
  const text = args.length === 0 ? ask : `${ask} ${JSON.stringify(args)}`
  const mention = root.mentions(text)
  switch (mention.kind) {
    case 'none':
      return { kind: 'portable', name: text }
    case 'portable':
      return { kind: 'portable', name: mention.text }
    case 'bound':
      // With the root's token in it the text could not be read back.
      return text.includes(ROOT_TOKEN) ? { kind: 'none' } : { kind: 'bound', name: text }
  }
}

/** The inverse of `nameOfQuestion`; null for a text that it doesn't write. */
export function questionOfName(name: string, root: ProjectRoot): ContextQuestion | null {
  const text = root.restore(name)
  const space = text.indexOf(' ')
  const ask = space === -1 ? text : text.slice(0, space)
  if (!ASKS.has(ask)) {
    return null
  }
  try {
    const [first, second] = JSON.parse(space === -1 ? '[]' : text.slice(space)) as unknown[]
    switch (ask as ContextQuestion['ask']) {
      case 'resolve':
      case 'load':
        return { ask: ask as 'resolve' | 'load', args: (first as readonly unknown[]).map(leftOut) }
      case 'module-info':
        return { ask: 'module-info', id: String(first), field: String(second) }
      case 'fact':
      case 'fact-names':
        return { ask: ask as 'fact' | 'fact-names', path: (first as readonly unknown[]).map(String) }
      case 'log-level':
        return first === 'warn' || first === 'info' || first === 'debug'
          ? { ask: 'log-level', level: first }
          : null
      default:
        return { ask: ask as 'root' | 'environment' | 'combined-map' }
    }
  } catch {
    return null
  }
}

/** `this.resolve(source, undefined, options)` is how a plugin asks for no importer, and JSON has no undefined. */
function leftOut(arg: unknown): unknown {
  return arg === null ? undefined : arg
}

/** Arguments at the end that are left out, and properties that are undefined, say nothing. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) {
    const last = value.findLastIndex((element) => element !== undefined)
    return value.slice(0, last + 1).map((element) => withoutUndefined(element ?? null))
  }
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([name, inner]) => [name, withoutUndefined(inner)]),
    )
  }
  return value
}
