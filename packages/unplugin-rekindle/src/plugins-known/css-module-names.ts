import { type HookTrace, isPlainData, runningTrace } from '@rekindle/core'
import type { CallFacts, KeptBeside, PutBeside, Refusal } from './known-plugin.ts'
import type { StyleFacts } from './style-facts.ts'

/** Stylesheets of which Vite makes CSS modules. */
const CSS_MODULE: RegExp = /\.module\.(?:css|less|sass|scss|styl|stylus|pcss|postcss|sss)(?:$|\?)/

/** The statements by which Vite makes the memory and by which a call puts its names there. */
const MADE: RegExp =
  /\bmoduleCache = (?:\/\*.*?\*\/ )?new Map\(\);\s*cssModulesCache\.set\(config, moduleCache\)/
const PUT: RegExp = /\bif \(modules\) moduleCache\.set\(id, modules\)/

/** What one call has put into the memory. */
interface Put {
  readonly id: unknown
  readonly names: unknown
}

const pluginToNames: WeakMap<object, CssModuleNames> = new WeakMap()

export function isCssModule(id: string): boolean {
  return CSS_MODULE.test(id)
}

/** The class names that a `vite:css` keeps; one for each plugin object, whatever build it serves. */
export function cssModuleNames(
  plugin: object,
  sources: { buildStart: string; transform: string },
): KeptBeside {
  let names = pluginToNames.get(plugin)
  if (names === undefined) {
    names = new CssModuleNames(isAsKnown(sources))
    pluginToNames.set(plugin, names)
  }
  return names
}

/** In another Vite the memory may be another one: then CSS modules run every time. */
function isAsKnown({ buildStart, transform }: { buildStart: string; transform: string }): boolean {
  const made = MADE.exec(buildStart)
  const first = buildStart.indexOf('.set(')
  return made !== null && first > made.index && first < made.index + made[0].length && PUT.test(transform)
}

/**
 * Vite hands the class names of a CSS module from `vite:css` to the plugins behind it through a map, which its `buildStart`
 * makes and puts into a WeakMap that nobody else can reach. The map is found when it is put there.
 */
class CssModuleNames implements KeptBeside {
  readonly #isAsKnown: boolean
  readonly #puts: WeakMap<HookTrace, Put[]> = new WeakMap()
  #names: Map<unknown, unknown> | null = null

  constructor(isAsKnownVite: boolean) {
    this.#isAsKnown = isAsKnownVite
  }

  start<Result>(run: () => Result): Result {
    if (!this.#isAsKnown) {
      return run()
    }
    const { made, result } = firstPutIntoWeakMap(run)
    this.#names = made instanceof Map && made.size === 0 ? this.#watched(made) : null
    return result
  }

  refuses({ id }: CallFacts, { modules }: StyleFacts): Refusal {
    if (!isCssModule(id)) {
      return null
    }
    if (modules === 'computed') {
      return 'class names that a function, native code, the working folder or a changed option decides on'
    }
    return this.#names === null ? 'the class names of a CSS module stay in memory' : null
  }

  putBy(trace: HookTrace, { id }: CallFacts): PutBeside {
    const puts = this.#puts.get(trace) ?? []
    const last = puts.at(-1)
    if (last === undefined) {
      // Names that are there without this call, of which nobody knows whose they are.
      return this.#names?.has(id) === true ? { kind: 'unknown' } : { kind: 'nothing' }
    }
    return puts.every((put) => put.id === id) && isPlainData(last.names)
      ? { kind: 'put', text: JSON.stringify(last.names) }
      : { kind: 'unknown' }
  }

  putBack(id: string, text: string): void {
    this.#names?.set(id, JSON.parse(text))
  }

  #watched(names: Map<unknown, unknown>): Map<unknown, unknown> {
    names.set = (id, value) => {
      const trace = runningTrace()
      if (trace !== undefined) {
        this.#puts.set(trace, [...(this.#puts.get(trace) ?? []), { id, names: value }])
      }
      return Map.prototype.set.call(names, id, value)
    }
    return names
  }
}

/** What `run` first puts into any WeakMap, before it waits for anything. */
function firstPutIntoWeakMap<Result>(run: () => Result): { readonly made: unknown; readonly result: Result } {
  const { prototype } = WeakMap
  const descriptor = Object.getOwnPropertyDescriptor(prototype, 'set')
  const set = prototype.set
  let made: unknown
  prototype.set = function (this: WeakMap<WeakKey, unknown>, key, value) {
    made ??= value
    return set.call(this, key, value)
  }
  try {
    const result = run()
    return { made, result }
  } finally {
    if (descriptor !== undefined) {
      Object.defineProperty(prototype, 'set', descriptor)
    }
  }
}
