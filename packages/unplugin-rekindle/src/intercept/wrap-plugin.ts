import { mayTellOthers, type PluginChoices, type Verdict, verdictOn } from '../eligibility/verdict.ts'
import { knownPlugin } from '../plugins-known/table.ts'
import { cachedHook } from './cached-hook.ts'
import { CachedPlugin } from './cached-plugin.ts'
import { interceptChunks, leaveChunksAlone } from './chunks/intercept-chunks.ts'
import { flatCopy } from './flat-copy.ts'
import type { HookHandler, HookName } from './hook.ts'
import type { Host } from './host.ts'
import { observedHook } from './observed-hook.ts'
import { noteOriginal, originalOf } from './original-handler.ts'
import { interceptResolver } from './resolutions/intercept-resolver.ts'

const HOOKS: readonly HookName[] = ['load', 'transform']
/** Hooks that run before or between the cached ones, and may read what these use from memory. */
const OBSERVED_HOOKS: readonly string[] = ['buildStart', 'resolveId']

/** To whom a wrapped plugin answers: configuration hooks may run several times, builds may share plugins. */
interface Binding {
  cached: CachedPlugin | null
  /** The hooks as the plugin gave them. */
  readonly hooks: readonly HookHandler[]
}

const bindings: WeakMap<object, Binding> = new WeakMap()
const wrappedHooks: WeakSet<object> = new WeakSet()

/**
 * Wraps the `load` and `transform` hooks of the plugins whose results are or may come to be cached, in place; all others stay
 * untouched. `order`, `filter` and everything else of a hook object stays the plugin's own and live.
 * Returns what to put in place of others: copies of objects that can't be changed.
 * `areMadeForOne` says that the plugins were made for one environment, and may have been told of it.
 */
export function interceptPlugins(
  plugins: readonly object[],
  choices: PluginChoices,
  host: Host,
  areMadeForOne: boolean,
): ReadonlyMap<object, object> {
  const isTold = areMadeForOne || plugins.some((plugin) => mayTellOthers(plugin, transformSource(plugin)))
  const replacements = new Map<object, object>()
  const seen = new Map<string, number>()
  for (const plugin of plugins) {
    const name = nameOf(plugin)
    const ordinal = seen.get(name) ?? 0
    seen.set(name, ordinal + 1)
    wrapResolver(plugin, name, ordinal, choices, host)
    wrapChunks(plugin, name, ordinal, choices, host)
    if (!HOOKS.some((hook) => handlerOf(hookOf(plugin, hook)) !== null)) {
      continue
    }
    const verdict = verdictOn(name, choices, plugin, {
      isTold,
      isServing: host.isServing,
      transform: transformSource(plugin),
    })
    if (!host.announced.has(plugin)) {
      host.announced.add(plugin)
      host.emit({ kind: 'plugin', plugin: name, verdict: verdict.kind, why: verdict.why })
    }
    const binding = bindings.get(plugin)
    if (verdict.kind === 'uncached') {
      if (binding !== undefined) {
        binding.cached = null
      }
      continue
    }
    if (binding?.cached?.host === host) {
      continue
    }
    const target = changeable(plugin)
    if (target !== plugin) {
      replacements.set(plugin, target)
    }
    wrapPlugin(target, name, ordinal, verdict, host)
  }
  return replacements
}

/** Apart from the other hooks: of a resolver that is known, only where it says that modules are is kept. */
function wrapResolver(
  plugin: object,
  name: string,
  ordinal: number,
  choices: PluginChoices,
  host: Host,
): void {
  const policy = knownPlugin(name)?.resolver
  const handler = originalOf(handlerOf(hookOf(plugin, 'resolveId')))
  if (policy === undefined || typeof handler !== 'function') {
    return
  }
  if (choices[name] !== false && changeable(plugin) === plugin && !host.isServing) {
    const wrap = (one: (handler: HookHandler) => HookHandler): void => wrapHook(plugin, 'resolveId', one)
    interceptResolver({ plugin, name, ordinal, handler: handler as HookHandler, policy, host, wrap })
  }
}

/** Wraps the `renderChunk` hooks of the plugins that an output has for itself. */
export function interceptOutputPlugins(plugins: readonly object[], choices: PluginChoices, host: Host): void {
  const seen = new Map<string, number>()
  for (const plugin of plugins) {
    const name = nameOf(plugin)
    const ordinal = seen.get(name) ?? 0
    seen.set(name, ordinal + 1)
    wrapChunks(plugin, name, ordinal, choices, host)
  }
}

/** Apart as well: whether chunks are cached has nothing to do with what becomes of the plugin's other hooks. */
function wrapChunks(plugin: object, name: string, ordinal: number, choices: PluginChoices, host: Host): void {
  const handler = originalOf(handlerOf(hookOf(plugin, 'renderChunk')))
  if (typeof handler !== 'function' || host.isServing || !isChangeable(plugin, ['renderChunk'])) {
    return
  }
  const known = knownPlugin(name)?.chunks
  const policy = known?.mark.test(String(handler)) === true ? known : null
  if (choices[name] === false || (policy === null && choices[name] !== 'chunks')) {
    leaveChunksAlone(plugin)
    return
  }
  const wrap = (one: (handler: HookHandler) => HookHandler): void => wrapHook(plugin, 'renderChunk', one)
  interceptChunks({ plugin, name, ordinal, handler: handler as HookHandler, policy, host, wrap })
}

function wrapPlugin(
  plugin: object,
  name: string,
  ordinal: number,
  { kind, policy }: Exclude<Verdict, { readonly kind: 'uncached' }>,
  host: Host,
): void {
  const bound = bindings.get(plugin)
  const hooks =
    bound?.hooks ?? HOOKS.map((hook) => handlerOf(hookOf(plugin, hook))).filter((handler) => handler !== null)
  const cached = new CachedPlugin({
    plugin,
    name,
    ordinal,
    hooks,
    policy,
    isVouchedFor: kind === 'cached',
    host,
  })
  host.cachedPlugins.add(cached)
  if (bound !== undefined) {
    bound.cached = cached
    return
  }
  const binding: Binding = { cached, hooks }
  bindings.set(plugin, binding)
  for (const hook of HOOKS) {
    if (handlerOf(hookOf(plugin, hook)) !== null) {
      wrapHook(plugin, hook, (handler) => cachedHook(() => binding.cached, hook, handler))
    }
  }
  const { keptBeside } = cached
  if (keptBeside !== null) {
    wrapHook(
      plugin,
      'buildStart',
      (handler) =>
        function (this: object, ...args) {
          return keptBeside.start(() => handler.apply(this, args))
        },
    )
  }
  for (const hook of OBSERVED_HOOKS) {
    if (policy.isUnknown === true && handlerOf(hookOf(plugin, hook)) !== null) {
      wrapHook(plugin, hook, (handler) => observedHook(() => binding.cached, hook, handler))
    }
  }
}

/**
 * Puts an accessor in place of a hook. What the plugin later assigns to the property, or gives from a getter of
 * its own, is wrapped when it is read.
 */
function wrapHook(plugin: object, hook: string, wrap: (handler: HookHandler) => HookHandler): void {
  const wrappers = new WeakMap<object, unknown>()
  const own = Object.getOwnPropertyDescriptor(plugin, hook)
  const getter = own === undefined ? inheritedGetter(plugin, hook) : own.get
  let read =
    getter === undefined ? constant(hookOf(plugin, hook)) : (): unknown => getter.call(plugin) as unknown
  Object.defineProperty(plugin, hook, {
    configurable: true,
    enumerable: own?.enumerable ?? true,
    get: () => {
      const current = read()
      if ((typeof current !== 'function' && typeof current !== 'object') || current === null) {
        return current
      }
      let wrapped = wrappers.get(current)
      if (wrapped === undefined) {
        wrapped = wrapValue(current, wrap)
        wrappers.set(current, wrapped)
      }
      return wrapped
    },
    set: (value: unknown) => {
      read = constant(value)
    },
  })
}

function constant(value: unknown): () => unknown {
  return () => value
}

function inheritedGetter(plugin: object, hook: string): (() => unknown) | undefined {
  for (let level = Object.getPrototypeOf(plugin) as object | null; level !== null; ) {
    const descriptor = Object.getOwnPropertyDescriptor(level, hook)
    if (descriptor !== undefined) {
      return descriptor.get
    }
    level = Object.getPrototypeOf(level) as object | null
  }
  return undefined
}

function wrapValue(value: object, wrap: (handler: HookHandler) => HookHandler): unknown {
  const handler = wrappedHooks.has(value) ? null : handlerOf(value)
  if (handler === null) {
    return value
  }
  const wrapped =
    typeof value === 'function' ? wrapHandler(handler, wrap) : withWrappedHandler(value, handler, wrap)
  wrappedHooks.add(wrapped)
  return wrapped
}

function wrapHandler(handler: HookHandler, wrap: (handler: HookHandler) => HookHandler): HookHandler {
  const wrapped = wrap(handler)
  noteOriginal(wrapped, handler)
  Object.defineProperty(wrapped, 'name', { value: handler.name, configurable: true })
  Object.defineProperty(wrapped, 'length', { value: handler.length, configurable: true })
  return wrapped
}

/** Only the handler is ours: `filter`, `order` and it are read when the bundler asks, since plugins set them late. */
function withWrappedHandler(
  hook: object,
  first: HookHandler,
  wrap: (handler: HookHandler) => HookHandler,
): object {
  if (Object.getOwnPropertyDescriptor(hook, 'handler')?.configurable === false) {
    // Frozen: a proxy could not give another handler, and nothing of it can change later.
    return { ...hook, handler: wrapHandler(first, wrap) }
  }
  const wrappers = new WeakMap<HookHandler, HookHandler>()
  const wrapperOf = (handler: unknown): unknown => {
    if (typeof handler !== 'function') {
      return handler
    }
    const known = wrappers.get(handler as HookHandler)
    const wrapper = known ?? wrapHandler(handler as HookHandler, wrap)
    wrappers.set(handler as HookHandler, wrapper)
    return wrapper
  }
  return new Proxy(hook, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name)
      return name === 'handler' ? wrapperOf(value) : value
    },
  })
}

/** As the plugin gave it, also where it is wrapped already. */
function transformSource(plugin: object): string {
  const handler = originalOf(handlerOf(hookOf(plugin, 'transform')))
  return typeof handler === 'function' ? String(handler) : ''
}

function nameOf(plugin: object): string {
  const { name } = plugin as { name?: unknown }
  return typeof name === 'string' ? name : ''
}

function hookOf(plugin: object, hook: string): unknown {
  // Native plugins of the bundler have no hooks on the JavaScript side.
  return (plugin as Readonly<Record<string, unknown>>)[hook]
}

function handlerOf(hook: unknown): HookHandler | null {
  if (typeof hook === 'function') {
    return hook as HookHandler
  }
  const handler = (hook as { handler?: unknown } | null | undefined)?.handler
  return typeof handler === 'function' ? (handler as HookHandler) : null
}

/** The plugin itself, or a flat copy of one that is frozen, sealed or has fixed hooks. */
function changeable(plugin: object): object {
  return isChangeable(plugin, HOOKS) ? plugin : flatCopy(plugin)
}

function isChangeable(plugin: object, hooks: readonly string[]): boolean {
  const isFixed = hooks.some((hook) => Object.getOwnPropertyDescriptor(plugin, hook)?.configurable === false)
  return Object.isExtensible(plugin) && !isFixed
}
