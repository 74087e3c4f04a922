import { filesOnStack } from '@rekindle/core'
import type { BuildOptions } from 'esbuild'
import { endReading, startReading } from './service-talk.ts'

/** The option that esbuild reads before all others. */
const FIRST = 'color'

/** Options that esbuild has yet to read for a build, and what ends the wait. */
const optionsToWait: WeakMap<object, Wait> = new WeakMap()

interface Wait {
  readonly isOver: Promise<void>
  end(): void
}

/** A build whose plugins aren't set up by then comes to nothing. */
const LONGEST_WAIT_MS = 30_000

/** Whether esbuild has begun to read the options, so that they were what it was to see. */
export interface Reading {
  hasBegun: boolean
}

/** Whether options can be another's for a moment, so that nobody sees a trace of it. */
export function canBeReplaced(options: BuildOptions): boolean {
  const prototype: unknown = Object.getPrototypeOf(options)
  return (
    !optionsToWait.has(options) &&
    Object.isExtensible(options) &&
    (prototype === Object.prototype || prototype === null) &&
    Object.values(Object.getOwnPropertyDescriptors(options)).every(
      ({ configurable, writable }) => configurable === true && writable === true,
    )
  )
}

/** When another build that was called with the same object will have read it; null: there is none. */
export function otherReading(options: BuildOptions): Promise<void> | null {
  return optionsToWait.get(options)?.isOver ?? null
}

/**
 * Waits until esbuild reads its options once all plugins are set up, which it does without a pause. Just for that long they are those of
 * `replacement`, if there are any: whoever made the options may make others of them meanwhile, or look at them.
 * `reader` is the file of esbuild's code.
 */
export function whenRead(options: BuildOptions, reader: string, replacement: BuildOptions | null): Reading {
  const reading: Reading = { hasBegun: false }
  const before = Object.getOwnPropertyDescriptor(options, FIRST)
  const wait = newWait(() => putBack(options, before))
  const get = (): unknown => {
    if (filesOnStack(get, 2)[0] !== reader) {
      return before?.value
    }
    putBack(options, before)
    reading.hasBegun = true
    startReading()
    const undo = replacement === null ? () => {} : replace(options, replacement)
    queueMicrotask(() => {
      endReading()
      undo()
      wait.end()
    })
    return options[FIRST]
  }
  optionsToWait.set(options, wait)
  Object.defineProperty(options, FIRST, {
    configurable: true,
    enumerable: before?.enumerable ?? false,
    get,
    set(value: boolean) {
      Object.defineProperty(options, FIRST, { configurable: true, enumerable: true, writable: true, value })
    },
  })
  return reading
}

function newWait(giveUp: () => void): Wait {
  let end = (): void => {}
  const isOver = new Promise<void>((resolve) => {
    const timeout = setTimeout(() => {
      giveUp()
      resolve()
    }, LONGEST_WAIT_MS)
    timeout.unref()
    end = () => {
      clearTimeout(timeout)
      resolve()
    }
  })
  return { isOver, end }
}

function putBack(options: BuildOptions, before: PropertyDescriptor | undefined): void {
  optionsToWait.delete(options)
  if (before === undefined) {
    delete options[FIRST]
  } else {
    Object.defineProperty(options, FIRST, before)
  }
}

/** Returns what makes them what they were, in the order in which they were. */
function replace(options: BuildOptions, replacement: BuildOptions): () => void {
  const own = Object.getOwnPropertyDescriptors(options)
  removeAll(options)
  Object.assign(options, replacement)
  return () => {
    removeAll(options)
    Object.defineProperties(options, own)
  }
}

function removeAll(options: object): void {
  for (const name of Reflect.ownKeys(options)) {
    Reflect.deleteProperty(options, name)
  }
}
