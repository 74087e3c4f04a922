import { startTracing, stopTracing } from '@rekindle/core'
import type { BuildOptions, Plugin, PluginBuild } from 'esbuild'
import type { PluginChoices } from '../../eligibility/verdict.ts'
import { describeWithConfig } from '../closure-variables.ts'
import type { Host } from '../host.ts'
import { originalOf } from '../original-handler.ts'
import { interceptSetup } from './intercept-setup.ts'
import { InterceptedPlugin, type PluginListener } from './intercepted-plugin.ts'
import type { IsKeyed } from './observed-options.ts'

/** A plugin may be used again, when its variables are no more what they were made with; those of the config are told anew. */
const pluginToFirst: WeakMap<object, ReturnType<typeof describeWithConfig>> = new WeakMap()

/** How long a setup may take. After that what is read is not seen any more, and no patch is left behind. */
const SETUP_MS = 30_000

/** The builds of one call of `build` or `context`, with their plugins. */
export class BuildInterception {
  readonly #choices: PluginChoices
  readonly #isKeyed: IsKeyed
  /** Names of plugins that can't be changed. */
  readonly #fixed: string[] = []
  readonly #intercepted: InterceptedPlugin[] = []
  #host: Host | null = null
  #endOfSetup: (() => void) | null = null
  #listener: PluginListener | null = null
  /** The plugin that is set up last, and what is to be done then. */
  #last: { readonly plugin: InterceptedPlugin; readonly act: () => void } | null = null

  constructor(choices: PluginChoices, isKeyed: IsKeyed) {
    this.#choices = choices
    this.#isKeyed = isKeyed
  }

  /**
   * Puts another setup in place of that of each plugin whose setup is still to run. `afterSetups` is called when all
   * are set up, unless the last one is a plugin that can't be changed. `listener` hears of what plugins register and give.
   */
  intercept(options: BuildOptions, afterSetups: () => void, listener: PluginListener | null = null): void {
    this.#listener = listener
    const seen = new Map<string, number>()
    const last = options.plugins?.at(-1)
    for (const plugin of options.plugins ?? []) {
      const { name, setup } = (plugin ?? {}) as Partial<Plugin>
      if (typeof name !== 'string' || typeof setup !== 'function' || name === 'rekindle') {
        continue
      }
      const ordinal = seen.get(name) ?? 0
      seen.set(name, ordinal + 1)
      const describe = (): string => `${ordinal} ${descriptionOf(plugin)}`
      const host = (): Host | null => this.#host
      const intercepted = new InterceptedPlugin({
        ...{ plugin, name, ordinal, describe, host },
        choices: this.#choices,
        isKeyed: this.#isKeyed,
        listener,
      })
      this.#intercepted.push(intercepted)
      const { kind } = interceptSetup(plugin, options, (own, build) => this.#setUp(intercepted, own, build))
      if (kind === 'fixed') {
        this.#fixed.push(name)
      } else if (plugin === last) {
        this.#last = { plugin: intercepted, act: afterSetups }
      }
    }
    if (last?.name === 'rekindle') {
      afterSetups()
    }
    this.#beginSetup()
  }

  /** The builds can begin: all plugins are set up. */
  start(host: Host): void {
    this.#host = host
    this.#endOfSetup?.()
    for (const plugin of this.#intercepted) {
      plugin.startBuild()
    }
    for (const plugin of this.#fixed.splice(0)) {
      host.emit({ kind: 'plugin', plugin, verdict: 'uncached', why: 'its object can not be changed' })
    }
  }

  #setUp(intercepted: InterceptedPlugin, own: Plugin['setup'], build: PluginBuild): unknown {
    let result: unknown
    try {
      result = intercepted.setUp(own, build)
    } catch (error) {
      this.#abandon()
      throw error
    }
    if (typeof (result as { then?: unknown } | null | undefined)?.then === 'function') {
      ;(result as Promise<unknown>).then(undefined, () => this.#abandon())
    }
    return intercepted === this.#last?.plugin ? afterwards(result, this.#last.act) : result
  }

  /** There will be no build, as far as anybody can tell. */
  #abandon(): void {
    this.#endOfSetup?.()
    this.#listener?.giveUp()
  }

  #beginSetup(): void {
    startTracing()
    const end = (): void => {
      clearTimeout(timeout)
      this.#endOfSetup = null
      stopTracing()
    }
    const timeout = setTimeout(() => this.#abandon(), SETUP_MS)
    timeout.unref()
    this.#endOfSetup = end
  }
}

/** The result of a setup, given once `act` was called. */
function afterwards(result: unknown, act: () => void): unknown {
  if (result instanceof Promise) {
    return result.then((value: unknown) => {
      act()
      return value
    })
  }
  act()
  return result
}

/** What a plugin is, from before its first setup, and what the config's variables are by now; the position of its namesakes apart. */
function descriptionOf(plugin: Plugin): string {
  const { name, cacheKey, version } = plugin as Plugin & { cacheKey?: unknown; version?: unknown }
  const setup = originalOf(plugin.setup)
  const now = describeWithConfig([name, version, cacheKey, setup], String(setup))
  const first = pluginToFirst.get(plugin) ?? now
  pluginToFirst.set(plugin, first)
  return now.ofConfig === first.ofConfig ? first.description : `${first.description} ${now.ofConfig}`
}
