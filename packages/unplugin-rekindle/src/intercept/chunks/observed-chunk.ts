import type { InputState, ProjectRoot } from '@rekindle/core'
import type { ContextQuestion } from '../context-question.ts'
import {
  FACT_ARGUMENTS,
  type FactRoom,
  factNames,
  isObject,
  roomIn,
  stateOfFact,
  stateOfNames,
} from './chunk-facts.ts'

/** Hears of what a hook looks up in its arguments. */
export interface FactListener {
  /** It has looked at this. */
  answered(question: ContextQuestion, state: InputState | null): void
  /** It did something that can't be repeated. */
  refuse(reason: string): void
}

/** Arguments that tell what is looked up in them. */
export interface ObservedArguments {
  readonly args: readonly unknown[]
  /** To be called when the hook has ended: what it has changed is told, and what it has added to its arguments is passed on. */
  settle(): void
}

/**
 * The arguments of `renderChunk` as a hook gets them. In place of the chunk, the options and the other chunks stand plain objects
 * whose properties are read when the hook reads them: these can be copied, written as JSON and sent to a thread, as the bundler's
 * own can. Which names there are becomes an input with each such object. Everything below is the bundler's own, and an input as
 * a whole.
 */
export function observedArguments(
  args: readonly unknown[],
  listener: FactListener,
  root: ProjectRoot,
): ObservedArguments {
  const observed = new ObservedRooms(listener, root)
  const given = [...args]
  for (const [room, index] of Object.entries(FACT_ARGUMENTS) as [FactRoom, number][]) {
    const value = args[index]
    given[index] = isObject(value) ? observed.enter(value, room, [room]) : value
  }
  return { args: given, settle: () => observed.settle() }
}

class ObservedRooms {
  readonly #listener: FactListener
  readonly #root: ProjectRoot
  readonly #rooms: {
    readonly target: object
    readonly facade: object
    readonly path: readonly string[]
    readonly names: ReadonlySet<string>
  }[] = []
  /** Objects below the rooms, as they were when the hook got them. */
  readonly #given: {
    readonly value: object
    readonly state: InputState
    readonly path: readonly string[]
  }[] = []

  constructor(listener: FactListener, root: ProjectRoot) {
    this.#listener = listener
    this.#root = root
  }

  /** The room of a value; the chunk itself, which is among the chunks of the output as well, is the same object there too. */
  #roomOf(target: object, room: FactRoom, path: readonly string[]): object {
    const known = this.#rooms.find((one) => one.target === target)
    if (known === undefined || room !== 'chunk') {
      return this.enter(target, room, path)
    }
    for (const each of [known.path, path]) {
      // Names of files tell chunks apart: with the same in both places it is the same chunk next time.
      this.#look(Reflect.get(target, 'fileName', target), [...each, 'fileName'])
    }
    return known.facade
  }

  enter(target: object, room: FactRoom, path: readonly string[]): object {
    const names = factNames(target)
    const isBare = Object.getPrototypeOf(target) === null
    const facade = Object.create(isBare ? null : Object.prototype) as object
    let inner: Map<string, object> | null = null
    for (const name of names) {
      const look = (): unknown => {
        const value: unknown = Reflect.get(target, name, target)
        const innerRoom = isObject(value) ? roomIn(room, name) : null
        if (innerRoom === null) {
          return this.#look(value, [...path, name])
        }
        inner ??= new Map()
        const known = inner.get(name) ?? this.#roomOf(value as object, innerRoom, [...path, name])
        inner.set(name, known)
        return known
      }
      Object.defineProperty(facade, name, {
        configurable: true,
        enumerable: Object.getOwnPropertyDescriptor(target, name)?.enumerable === true,
        get: look,
        set: (value: unknown) => {
          this.#listener.refuse(`a change of ${[...path, name].join('.')}`)
          Reflect.set(target, name, value, target)
        },
      })
    }
    this.#listener.answered({ ask: 'fact-names', path }, stateOfNames(target, this.#root))
    this.#rooms.push({ target, facade, path, names: new Set(names) })
    return facade
  }

  #look(value: unknown, path: readonly string[]): unknown {
    const state = stateOfFact(value, this.#root)
    if (state === null) {
      this.#listener.refuse(`a look at ${path.join('.')}, which can't be compared`)
      return value
    }
    this.#listener.answered({ ask: 'fact', path }, state)
    if (isObject(value)) {
      this.#given.push({ value, state, path })
    }
    return value
  }

  settle(): void {
    for (const { target, facade, names } of this.#rooms) {
      for (const name of new Set([...names, ...Object.getOwnPropertyNames(facade)])) {
        const descriptor = Object.getOwnPropertyDescriptor(facade, name)
        if (descriptor === undefined) {
          this.#listener.refuse(`a removal of ${name} from its arguments`)
          Reflect.deleteProperty(target, name)
        } else if (descriptor.get === undefined || !names.has(name)) {
          this.#listener.refuse(`a new property ${name} of its arguments`)
          Reflect.defineProperty(target, name, descriptor)
        }
      }
    }
    for (const { value, state, path } of this.#given) {
      if (stateOfFact(value, this.#root) !== state) {
        this.#listener.refuse(`a change of ${path.join('.')}`)
      }
    }
  }
}
