import { describeValue } from '@rekindle/core'
import type { BuildOptions } from 'esbuild'
import { runningRecord } from '../hook-record.ts'

/** Whether an option is part of every key. */
export type IsKeyed = (name: string) => boolean

/** What a plugin looks at of the options that most plugins don't care about, and that are in no key. */
export class ObservedOptions {
  readonly #isKeyed: IsKeyed
  readonly #seen: Set<string> = new Set()
  #options: BuildOptions = {}

  constructor(isKeyed: IsKeyed) {
    this.#isKeyed = isKeyed
  }

  /** The options with an ear on who reads them. A plugin may change them, as ever. */
  observe(options: BuildOptions): BuildOptions {
    this.#options = options
    const see = (name: string | symbol): void => {
      if (typeof name === 'string' && Object.hasOwn(options, name) && !this.#isKeyed(name)) {
        this.#seen.add(name)
        // What it had in its setup is in the key of the plugin, and that is known by now.
        runningRecord()?.refuse(`build.initialOptions.${name} in a load`)
      }
    }
    return new Proxy(options, {
      get(target, name): unknown {
        see(name)
        return Reflect.get(target, name)
      },
      getOwnPropertyDescriptor(target, name): PropertyDescriptor | undefined {
        see(name)
        return Reflect.getOwnPropertyDescriptor(target, name)
      },
    })
  }

  /** What was looked at so far, as canonical text. */
  description(): string {
    const entries = [...this.#seen].sort().map((name) => [name, this.#options[name as keyof BuildOptions]])
    return entries.length === 0 ? '' : describeValue(entries)
  }
}
