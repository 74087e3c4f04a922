import { isPlainData } from '@rekindle/core'
import { chunkPath } from './chunks/chunk-path.ts'
import type { HookName } from './hook.ts'

/** The arguments of a call, taken apart. */
export interface HookArguments {
  readonly id: string
  readonly code: string | null
  /** The options argument as canonical JSON; null: it holds something that has no text form. */
  readonly options: string | null
}

/** The source map of a module as it was loaded: an instance of a class whose methods follow from its data. */
const INCOMING_MAP = 'inMap'
/** Options that tell of the environment. */
const OF_ENVIRONMENT = 'ssr'

/**
 * Null when the arguments aren't those of the hook as bundlers call it. Options that tell of the environment are left out
 * where it is an input of those results that look at it.
 */
export function readArguments(
  hook: HookName,
  args: readonly unknown[],
  isEnvironmentApart: boolean,
): HookArguments | null {
  if (hook === 'renderChunk') {
    const code = args[0]
    const id = chunkPath(args[1], args[2])
    // What it looks at of the chunk and the options are inputs.
    return typeof code === 'string' && id !== null ? { id, code, options: '' } : null
  }
  const isTransform = hook === 'transform'
  const code = isTransform ? args[0] : null
  const id = isTransform ? args[1] : args[0]
  const options = isTransform ? args[2] : args[1]
  if (typeof id !== 'string' || !(code === null || typeof code === 'string')) {
    return null
  }
  return { id, code, options: canonicalJson(options, isEnvironmentApart) }
}

/** The arguments as the hook gets them: `onLook` is called when it looks at what tells of the environment. */
export function watchedArguments(
  hook: 'load' | 'transform',
  args: readonly unknown[],
  onLook: () => void,
): unknown[] {
  const index = hook === 'transform' ? 2 : 1
  const options = args[index]
  if (typeof options !== 'object' || options === null || !(OF_ENVIRONMENT in options)) {
    return args.slice()
  }
  const watched = args.slice()
  watched[index] = new Proxy(options, new OptionsWatch(onLook))
  return watched
}

/** Hears who looks at what tells of the environment. */
class OptionsWatch implements ProxyHandler<object> {
  readonly #onLook: () => void

  constructor(onLook: () => void) {
    this.#onLook = onLook
  }

  get(target: object, name: string | symbol): unknown {
    if (name === OF_ENVIRONMENT) {
      this.#onLook()
    }
    return Reflect.get(target, name, target)
  }

  getOwnPropertyDescriptor(target: object, name: string | symbol): PropertyDescriptor | undefined {
    if (name === OF_ENVIRONMENT) {
      this.#onLook()
    }
    return Reflect.getOwnPropertyDescriptor(target, name)
  }
}

/** Enumerable data only: what a bundler offers through getters (`ast`, `magicString`) follows from the code. */
export function canonicalJson(options: unknown, isEnvironmentApart: boolean): string | null {
  if (options === undefined || options === null) {
    return ''
  }
  if (typeof options !== 'object') {
    return null
  }
  let text = ''
  for (const name of Object.keys(options).sort()) {
    if (isEnvironmentApart && name === OF_ENVIRONMENT) {
      continue
    }
    // Few and small: attributes, ssr, moduleType.
    const value: unknown = (options as Record<string, unknown>)[name]
    const property =
      typeof value === 'boolean' || (typeof value === 'string' && value.length <= LONGEST_KNOWN)
        ? knownProperty(name, value)
        : propertyText(name, name === INCOMING_MAP ? dataOf(value) : value)
    if (property === null) {
      return null
    }
    text += property
  }
  return text
}

/** Texts of properties by name and value: all calls have the same few. */
const nameToTexts: Map<string, Map<string | boolean, string | null>> = new Map()
/** Characters of a value whose text is kept. */
const LONGEST_KNOWN = 20
/** Values of one name whose texts are kept. */
const MOST_KNOWN = 100

function knownProperty(name: string, value: string | boolean): string | null {
  let texts = nameToTexts.get(name)
  if (texts === undefined || texts.size > MOST_KNOWN) {
    texts = new Map()
    nameToTexts.set(name, texts)
  }
  let text = texts.get(value)
  if (text === undefined) {
    text = propertyText(name, value)
    texts.set(value, text)
  }
  return text
}

/** Null for a value without text form. */
function propertyText(name: string, value: unknown): string | null {
  return value !== undefined && !isPlainData(value)
    ? null
    : `${JSON.stringify(name)}:${JSON.stringify(sorted(value)) ?? 'undefined'},`
}

/** The properties of an object that say anything. */
function dataOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined))
    : value
}

/** Plain data with the names of all objects in order. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value
  }
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]))
}
