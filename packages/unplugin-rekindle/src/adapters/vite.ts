import { type CacheKey, describeValue, noteLogged, type PrintedLine } from '@rekindle/core'
import type { Logger, Plugin, ResolvedConfig, UserConfig } from 'vite'
import { StartJudge } from '../aside/start-judge.ts'
import type { StartNotes } from '../aside/start-notes.ts'
import type { ConfigCaller } from '../build/config-caller.ts'
import { ProjectCache, type ProjectFacts } from '../build/project-cache.ts'
import { flatCopy } from '../intercept/flat-copy.ts'
import { flattenPlugins } from '../intercept/flatten-plugins.ts'
import type { RekindleOptions } from '../options/options.ts'
import { outputHooks } from '../output/output-hooks.ts'
import { describeConfig } from './vite-config.ts'
import { expectEdits, prepareUpdate, reduceUpdate } from './vite-hot-update.ts'
import { publicFiles } from './vite-public-files.ts'
import { viteStartFacts } from './vite-start-facts.ts'
import { styleFacts } from './vite-styles.ts'
import { isWatchable, watchOptions } from './vite-watcher.ts'
import { openViteBuild } from './vite-whole-build.ts'

const CONFIG_READERS: ReadonlySet<string> = new Set(['vite', 'vitest'])

/**
 * Vite's hooks: interception of the resolved plugins of a build, and the start and end of each environment's. `notes` are for builds
 * that needn't be looked at; null: all are.
 */
export function viteHooks(
  options: RekindleOptions,
  caller: ConfigCaller | null,
  notes: StartNotes | null = null,
): Partial<Plugin> {
  const judge = notes === null ? null : new StartJudge('vite', options, notes)
  let cache: ProjectCache | null = null
  let config: ResolvedConfig | null = null
  let given: UserConfig = {}
  let isRestored = false
  /** Keys of the whole builds of this process. */
  const before: CacheKey[] = []
  const wholeBuildHooks: Pick<Plugin, 'config' | 'options'> = {
    config(userConfig) {
      given = userConfig
    },
    options: {
      order: 'post',
      async handler(inputOptions) {
        isRestored = false
        if (cache === null || config === null) {
          return null
        }
        const { environment } = this as { readonly environment?: { readonly name: string } }
        const build = {
          config,
          given,
          before: [...before],
          environment: environment?.name ?? '',
          versions: this.meta,
        }
        const whole = await openViteBuild(cache, build, inputOptions)
        isRestored = whole.kind === 'restored'
        if (whole.kind !== 'ordinary') {
          before.push(whole.key)
        }
        switch (whole.kind) {
          case 'restored':
            return { ...inputOptions, ...whole.inputOptions }
          case 'recorded':
            return {
              ...inputOptions,
              plugins: [whole.around[0], inputOptions.plugins, whole.around[1]] as never,
            }
          case 'ordinary':
            return null
        }
      },
    },
  }
  const { closeBundle, ...hooksOfOutputs } = outputHooks(() =>
    cache === null
      ? null
      : {
          outputs: cache.outputs,
          making: cache,
          equalWrites: null,
          input: '',
          otherFiles: publicFiles,
        },
  )
  return {
    ...(hooksOfOutputs as Partial<Plugin>),
    closeBundle: {
      handler() {
        closeBundle.handler.call(this)
        if (cache !== null && config !== null) {
          const resolved = config
          judge?.endBuild(cache.quietBuild(), () => viteStartFacts(resolved))
        }
      },
    },
    enforce: 'pre',
    // A development server may serve the server's environment alone.
    perEnvironmentStartEndDuringDev: true,
    perEnvironmentWatchChangeDuringDev: true,
    ...(options.snapshot === true && (wholeBuildHooks as object)),
    configResolved: {
      order: 'post',
      handler(resolved) {
        config = resolved
        cache ??= new ProjectCache(options, projectFacts(resolved, this.meta), caller)
        listenToLogger(resolved.logger)
        interceptList(cache, resolved.plugins as Plugin[])
        interceptWorkers(cache, resolved)
        if (resolved.command === 'serve') {
          ;(resolved.plugins as Plugin[]).push(lastHotUpdate(() => cache))
        }
      },
    },
    applyToEnvironment(environment) {
      // Runs after every `configResolved` has settled, also asynchronous ones that replaced hooks.
      if (cache !== null) {
        interceptList(cache, environment.getTopLevelConfig().plugins as Plugin[])
      }
      return true
    },
    buildStart: {
      order: 'pre',
      handler() {
        judge?.startBuild()
        if (isRestored) {
          cache?.startRestoredBuild(this)
        } else {
          cache?.startBuild(this)
        }
      },
    },
    async watchChange(file, { event }) {
      const { environment } = this
      if (environment.mode === 'build') {
        cache?.noteChange(file)
      }
      if (cache !== null && event === 'update' && environment.mode === 'dev') {
        await prepareUpdate(cache, environment, file)
      }
    },
    configureServer(server) {
      for (const environment of Object.values(server.environments)) {
        expectEdits(environment)
      }
      server.watcher.on('all', () => cache?.served.lookAgain())
    },
    buildEnd: {
      order: 'post',
      handler(error) {
        if (isRestored) {
          cache?.endRestoredBuild()
          return
        }
        if (error === undefined) {
          cache?.recordGraph(this, this)
          const { config: own } = this.environment
          cache?.watch(this, watchOptions(own), (file) => isWatchable(own, file))
        }
        cache?.endBuild(error)
      },
    },
  }
}

/**
 * The last plugin of all: others compare what they are given with what they know, some by asking for the new code (Svelte), and
 * would find nothing new if it was made before.
 */
function lastHotUpdate(current: () => ProjectCache | null): Plugin {
  return {
    name: 'rekindle:hot-update',
    enforce: 'post',
    hotUpdate: {
      order: 'post',
      async handler({ type, file, modules }) {
        const cache = current()
        return cache === null || type !== 'update'
          ? undefined
          : await reduceUpdate(cache, this.environment, file, modules)
      },
    },
  }
}

function projectFacts(config: ResolvedConfig, versions: object): ProjectFacts {
  const { logger } = config
  const configFile = config.configFile === undefined ? [] : [config.configFile]
  return {
    root: config.root,
    configFiles: [...configFile, ...config.configFileDependencies],
    configReaders: CONFIG_READERS,
    facts: {
      bundler: describeValue(versions),
      nodeEnv: process.env['NODE_ENV'] ?? '',
      mode: `${config.command} ${config.mode}`,
    },
    config: describeConfig(config),
    environmentOf,
    isServing: config.command === 'serve',
    styles: styleFacts(config),
    print: (line) => print(logger, line),
    logger,
    summary: {
      // A logger of the user's own may be one that is compared, as in tests.
      isRead:
        process.stdout.isTTY === true &&
        config.customLogger === undefined &&
        (config.logLevel ?? 'info') === 'info',
      say: (line) => logger.info(line),
    },
  }
}

function environmentOf(context: object): string {
  const { environment } = context as { environment?: { name: string; config: { consumer?: string } } }
  return environment === undefined ? '' : `${environment.name} ${environment.config.consumer ?? ''}`
}

/** Puts copies in place of plugins that can't be changed; the array of a resolved config is Vite's own. */
function interceptList(cache: ProjectCache, plugins: Plugin[], areMadeForOne = false): void {
  for (const [plugin, copy] of cache.intercept(plugins, areMadeForOne)) {
    plugins[plugins.indexOf(plugin as Plugin)] = copy as Plugin
  }
  for (const [index, plugin] of plugins.entries()) {
    plugins[index] = interceptPerEnvironment(cache, plugin)
  }
}

/** Whose cache intercepts what a plugin gives: the one of the latest build that the plugin takes part in. */
const pluginToCache: WeakMap<object, { current: ProjectCache }> = new WeakMap()

/** A plugin may give others in its place for an environment; these are wrapped when it does. */
function interceptPerEnvironment(cache: ProjectCache, plugin: Plugin): Plugin {
  const original = plugin.applyToEnvironment
  if (original === undefined || plugin.name === 'rekindle') {
    return plugin
  }
  const known = pluginToCache.get(plugin)
  if (known !== undefined) {
    known.current = cache
    return plugin
  }
  const owner = { current: cache }
  const target = Object.isFrozen(plugin) ? (flatCopy(plugin) as Plugin) : plugin
  pluginToCache.set(target, owner)
  target.applyToEnvironment = async (environment) => {
    const applied: unknown = await original.call(plugin, environment)
    if (typeof applied !== 'object' || applied === null) {
      return applied as boolean
    }
    const plugins = (await flattenPlugins(applied)) as Plugin[]
    interceptList(owner.current, plugins, true)
    return plugins as never
  }
  return target
}

/** Plugins of worker bundles come from a function that makes them anew for each. */
function interceptWorkers(cache: ProjectCache, config: ResolvedConfig): void {
  const { worker } = config
  const original = worker.plugins
  if (typeof original !== 'function') {
    return
  }
  worker.plugins = async (chain) => {
    const resolved = await original(chain)
    interceptList(cache, resolved.plugins as Plugin[])
    return resolved
  }
}

const LOGGED = ['info', 'warn', 'warnOnce', 'error'] as const
const heardLoggers: WeakSet<Logger> = new WeakSet()

/** Lines that a hook prints through Vite's logger are noted, to be printed again on a restore. */
function listenToLogger(logger: Logger): void {
  if (heardLoggers.has(logger)) {
    return
  }
  heardLoggers.add(logger)
  for (const method of LOGGED) {
    const original: (...args: unknown[]) => void = logger[method].bind(logger) as never
    logger[method] = (...args: unknown[]) => {
      noteLogged(logger, method, args, () => original(...args))
    }
  }
}

function print(logger: Logger, { channel, method, args }: PrintedLine): void {
  const target = (channel === 'logger' ? logger : console) as unknown as Record<
    string,
    ((...args: readonly unknown[]) => void) | undefined
  >
  target[method]?.(...args)
}
