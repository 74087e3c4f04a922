import path from 'node:path'
import type { Input } from '../fingerprint/input.ts'
import type { ProjectRoot } from '../key/project-root.ts'

/** An input with the time (ms since 1970) at which it was first read in a build. */
export interface TimedInput extends Input {
  readonly readAtMs: number
  /** True when content was read, false when it was only looked at (stat, probe) or declared. */
  readonly isRead: boolean
  /** The module or file through which it was come to, if that isn't the call at hand. */
  readonly through?: string
}

type Inputs = Map<string, TimedInput>

/**
 * Reads of this process by plugin family. The compilers behind plugins keep what they read in module-level
 * memory, so what one instance read, another uses without reading: the process is the scope, not the build.
 */
const readsOfFamily: Map<string, Inputs> = new Map()

/** Per family and file: the files that were read in the call which first read this one, itself included. */
const linksOfFamily: Map<string, Map<string, readonly TimedInput[]>> = new Map()

/** Per family and module: what was read and what was used from memory when it was last compiled. */
const inputsOfModules: Map<string, Map<string, readonly TimedInput[]>> = new Map()

/** Tells inputs apart. */
export function inputKey(input: Input): string {
  return `${input.kind}\u0000${input.name}`
}

/** What the plugins of one family are known to remember, as seen by one result cache. */
export class PluginMemory {
  readonly #root: ProjectRoot
  readonly #reads: Inputs
  readonly #links: Map<string, readonly TimedInput[]>
  readonly #modules: Map<string, readonly TimedInput[]>
  readonly #own: Set<string> = new Set()
  readonly #news: TimedInput[] = []

  constructor(root: ProjectRoot, family: string) {
    this.#root = root
    this.#reads = getOrCreate(readsOfFamily, family, () => new Map())
    this.#links = getOrCreate(linksOfFamily, family, () => new Map())
    this.#modules = getOrCreate(inputsOfModules, family, () => new Map())
  }

  /**
   * Whatever the family read outside a module's own files may shape all of its later results. A read of an
   * earlier build of this process is replaced by one of this build: from then on the memory is as new. `through` is the
   * module whose call read it.
   */
  remember(inputs: Iterable<TimedInput>, buildStartedAtMs: number, through: string): void {
    for (const read of inputs) {
      const input = { ...read, through }
      const key = inputKey(input)
      this.#own.add(key)
      const known = this.#reads.get(key)
      if (known === undefined || isRenewed(known, input, buildStartedAtMs)) {
        this.#reads.set(key, input)
        this.#news.push(input)
      }
    }
  }

  /** What was remembered since the last call: to be looked at while it is still as it was read. */
  takeNews(): readonly TimedInput[] {
    return this.#news.splice(0)
  }

  /** Everything remembered that can matter to this project. */
  remembered(): readonly TimedInput[] {
    return [...this.#reads]
      .filter(([key, input]) => this.#own.has(key) || this.#concerns(input))
      .map(([, input]) => input)
  }

  /**
   * Links the files of one call: who later touches one of them may be served from memory what was read with
   * it. A JSON file (a tsconfig, a manifest) leads to no other file, so it starts no link.
   */
  link(inputs: readonly TimedInput[], buildStartedAtMs: number): void {
    for (const input of inputs) {
      const known = this.#links.get(input.name)?.find(({ name }) => name === input.name)
      const isNews = known === undefined || isRenewed(known, input, buildStartedAtMs)
      if (!input.name.endsWith('.json') && isNews) {
        this.#links.set(input.name, inputs)
      }
    }
  }

  /** Notes what a whole module was compiled from: hooks for parts of it are served from memory. */
  noteModule(file: string, inputs: readonly TimedInput[]): void {
    this.#modules.set(file, inputs)
  }

  /** What a module was compiled from in this process, as far as it isn't the module itself. */
  inputsOfModule(file: string): readonly TimedInput[] {
    return this.#modules.get(file) ?? []
  }

  /** The given inputs and all that are linked to them. */
  linked(inputs: readonly TimedInput[]): readonly TimedInput[] {
    if (inputs.length === 0) {
      return inputs
    }
    const reached: Inputs = new Map()
    for (const input of inputs) {
      reached.set(inputKey(input), input)
    }
    // The map grows while it is walked; a Map visits what is added.
    for (const input of reached.values()) {
      for (const other of this.#links.get(input.name) ?? []) {
        const known = reached.get(inputKey(other))
        if (known === undefined) {
          reached.set(inputKey(other), { ...other, through: input.name })
        } else if (other.readAtMs < known.readAtMs && !known.isRead) {
          // Only looked at now: the content in use is the one that was read then.
          reached.set(inputKey(other), { ...known, readAtMs: other.readAtMs, isRead: other.isRead })
        }
      }
    }
    return [...reached.values()]
  }

  /** Another build of this process read it: only a file in this project or above it can concern this one. */
  #concerns(input: Input): boolean {
    if (input.kind === 'env') {
      return true
    }
    const root = this.#root.directory
    return isInside(input.name, root) || isInside(root, path.dirname(input.name))
  }
}

/** A look doesn't renew content that was read before: the memory of it is still in use. */
function isRenewed(known: TimedInput, input: TimedInput, buildStartedAtMs: number): boolean {
  return known.readAtMs < buildStartedAtMs && (input.isRead || !known.isRead)
}

function isInside(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner)
  return relative === '' || !(relative.startsWith('..') || path.isAbsolute(relative))
}

function getOrCreate<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  let value = map.get(key)
  if (value === undefined) {
    value = create()
    map.set(key, value)
  }
  return value
}
