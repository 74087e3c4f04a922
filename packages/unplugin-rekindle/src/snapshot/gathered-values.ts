import path from 'node:path'
import { describeValue } from '@rekindle/core'
import { closedOverObjects } from '../intercept/closure-variables.ts'
import { originalOf } from '../intercept/original-handler.ts'

const INSTALLED = `${path.sep}node_modules${path.sep}`
/** More functions are a program of its own. */
const MOST_FUNCTIONS = 500
const MOST_DEPTH = 6

/**
 * The objects that functions of options and of some plugins mention, as they are before a build: what is filled in it a script may read
 * afterwards, and would find empty where the build was restored. Where a tool has called the bundler, nobody goes on.
 */
export class GatheredValues {
  readonly #objectToText: ReadonlyMap<object, string>

  /** @param given what the bundler was given; of plugins only the other list counts */
  constructor(plugins: readonly object[], given: object) {
    const [, main] = process.argv
    const isScript = main !== undefined && !main.includes(INSTALLED)
    const objects = isScript ? objectsOf(plugins, given) : []
    this.#objectToText = new Map(objects.map((one) => [one, describeValue(one)]))
  }

  /** Whether one of them is another now. */
  hasChanged(): boolean {
    return [...this.#objectToText].some(([one, text]) => describeValue(one) !== text)
  }
}

function objectsOf(plugins: readonly object[], given: object): readonly object[] {
  const { plugins: _, ...options } = given as { readonly plugins?: unknown }
  return functionsIn([options, plugins]).flatMap((one) => closedOverObjects(one) ?? [])
}

function functionsIn(values: object): readonly object[] {
  const functions = new Set<object>()
  const seen = new Set<object>()
  let level: unknown[] = [values]
  for (let depth = 0; depth < MOST_DEPTH && level.length > 0; depth += 1) {
    const next: unknown[] = []
    for (const value of level) {
      if (typeof value === 'function' && functions.size < MOST_FUNCTIONS) {
        functions.add(originalOf(value) as object)
      } else if (typeof value === 'object' && value !== null && !seen.has(value)) {
        seen.add(value)
        next.push(...partsOf(value))
      }
    }
    level = next
  }
  return [...functions]
}

/** What is in plain objects and arrays, and the methods of a plugin that is an instance. */
function partsOf(value: object): readonly unknown[] {
  const prototype = Object.getPrototypeOf(value) as object | null
  const isPlain = prototype === null || prototype === Object.prototype || Array.isArray(value)
  const owners = isPlain ? [value] : [value, prototype]
  return owners.flatMap((owner) =>
    Object.values(Object.getOwnPropertyDescriptors(owner)).map(({ value: part }) => part as unknown),
  )
}
