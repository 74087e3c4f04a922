import type { ResolverPolicy } from '../../plugins-known/known-plugin.ts'
import type { CachedPlugin } from '../cached-plugin.ts'
import type { AskingCall } from '../call.ts'
import type { HookHandler } from '../hook.ts'
import { canonicalJson } from '../hook-arguments.ts'
import { reportFailure } from '../host.ts'
import { ResolutionTable } from './resolution-table.ts'
import type { RestoredFinds } from './restored-finds.ts'
import type { ToldPackages } from './told-packages.ts'

/** A resolver whose answers are kept, as one build knows it. */
export interface CachedResolver {
  readonly plugin: CachedPlugin
  readonly policy: ResolverPolicy
  readonly told: ToldPackages
  /** Null for a resolver that remembers nothing of the kind. */
  readonly finds: RestoredFinds | null
  /** By environment. */
  readonly tables: Map<string, ResolutionTable>
}

/** One call of a cached resolver, on its way through the cache. */
export interface ResolverCall {
  readonly call: AskingCall
  /** Null for a call that is never kept. It is traced all the same: the plugin remembers what it looked at. */
  readonly key: string | null
  readonly table: ResolutionTable
  readonly resolver: CachedResolver
  readonly handler: HookHandler
}

/** Null for a call that the cache has nothing to do with. */
export function openResolverCall(
  resolver: CachedResolver,
  handler: HookHandler,
  context: object,
  args: readonly unknown[],
): ResolverCall | null {
  const { plugin, policy, tables } = resolver
  const { host } = plugin
  try {
    const [source, importer, options] = args
    const { kind } = plugin.trial().standing
    const entries = host.entries()
    if (
      entries === null ||
      kind !== 'trusted' ||
      typeof source !== 'string' ||
      policy.ignoresCall(source, options)
    ) {
      return null
    }
    const optionsText = canonicalJson(options, false)
    const isPlain = optionsText !== null && (importer === undefined || typeof importer === 'string')
    const environment = host.environmentOf(context)
    let table = tables.get(environment)
    if (table === undefined) {
      table = new ResolutionTable(plugin, {
        toolchain: plugin.toolchain(),
        userKey: host.userKey,
        asker: plugin.asker,
        plugin: plugin.identity(handler),
        hook: 'resolveId',
        environment,
        id: '',
        code: null,
        options: entries,
        memory: '',
        isPortable: true,
      })
      tables.set(environment, table)
    }
    const id = typeof importer === 'string' ? importer : ''
    const call = { plugin, hook: 'resolveId' as const, environment, id, context, args, key: table.key }
    const key = isPlain ? JSON.stringify([source, id, optionsText]) : null
    return { call, key, table, resolver, handler }
  } catch (error) {
    reportFailure(host, `the resolutions of ${plugin.name}`, error)
    return null
  }
}

/** The file that was found; empty: none. */
export function pathFound(result: unknown): string {
  const id =
    typeof result === 'string' ? result : (result as { readonly id?: unknown } | null | undefined)?.id
  return typeof id === 'string' ? id.replace(/\?.*$/s, '') : ''
}
