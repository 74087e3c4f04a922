import type { ResolverPolicy } from '../../plugins-known/known-plugin.ts'
import { CachedPlugin } from '../cached-plugin.ts'
import { withClosures } from '../closure-variables.ts'
import type { HookHandler } from '../hook.ts'
import { type Host, reportFailure } from '../host.ts'
import { cachedResolverHook } from './cached-resolver.ts'
import { learnPlaces } from './learn-places.ts'
import type { CachedResolver } from './resolver-call.ts'
import { RestoredFinds } from './restored-finds.ts'
import { ToldPackages } from './told-packages.ts'

/** To whom a wrapped resolver answers. */
interface Binding {
  resolver: CachedResolver | null
  readonly handler: HookHandler
  readonly told: ToldPackages
}

const bindings: WeakMap<object, Binding> = new WeakMap()

/** Whether and how a plugin's `resolveId` is cached in a build. */
export interface ResolverToIntercept {
  readonly plugin: object
  readonly name: string
  readonly ordinal: number
  readonly handler: HookHandler
  readonly policy: ResolverPolicy
  readonly host: Host
  readonly wrap: (wrap: (handler: HookHandler) => HookHandler) => void
}

/** Wraps `resolveId` of a plugin whose answers are kept, once; and tells it which build it answers to. */
export function interceptResolver({
  plugin,
  name,
  ordinal,
  handler,
  policy,
  host,
  wrap,
}: ResolverToIntercept): void {
  let binding = bindings.get(plugin)
  if (binding?.resolver?.plugin.host === host) {
    return
  }
  if (binding === undefined) {
    const bound: Binding = { resolver: null, handler, told: new ToldPackages(plugin, policy.tells) }
    binding = bound
    bindings.set(plugin, binding)
    wrap((original) => cachedResolverHook(() => bound.resolver, original))
  }
  const closedOver = withClosures('nothing-ran', (closureOf) => closureOf(binding.handler))
  const refusal = policy.refuses(plugin, closedOver)
  if (refusal !== null) {
    host.emit({ kind: 'plugin', plugin: name, verdict: 'uncached', why: `resolutions: ${refusal}` })
    binding.resolver = null
    return
  }
  const cached = new CachedPlugin({
    plugin,
    name,
    ordinal,
    hooks: [binding.handler],
    policy: {
      family: policy.family,
      packages: policy.packages,
      takesFromOthers: false,
      isPortable: true,
      memory: 'everything',
    },
    isVouchedFor: true,
    host,
  })
  const finds = policy.remembersFound(closedOver)
    ? new RestoredFinds(
        (trace, importer) => learnPlaces(cached, importer, trace),
        (error) => reportFailure(host, `looking again for modules with ${name}`, error),
      )
    : null
  const resolver: CachedResolver = { plugin: cached, policy, told: binding.told, finds, tables: new Map() }
  binding.resolver = resolver
  host.endings.add(() => {
    for (const table of resolver.tables.values()) {
      table.keep()
    }
    resolver.tables.clear()
  })
}
