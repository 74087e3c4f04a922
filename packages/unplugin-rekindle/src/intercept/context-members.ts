import type { TransformPluginContext as RolldownTransformContext } from 'rolldown'
import type { TransformPluginContext as RollupTransformContext } from 'rollup'
import type { Rolldown } from 'vite'

/**
 * What using a member of the hook's context (`this`) means for a stored result.
 * - `effect`: recorded and replayed on a restore.
 * - `input`: what it returns is an input of the result.
 * - `harmless`: says nothing that isn't in the key, and changes nothing.
 * - `meta`: the bundler's versions; its members are told apart (`context-meta.ts`).
 * - `uncacheable`: the result can't be kept.
 */
export type MemberKind = 'effect' | 'input' | 'harmless' | 'meta' | 'uncacheable'

/** Vite has a Rolldown of its own, with its additions. */
type Member =
  | keyof RollupTransformContext
  | keyof RolldownTransformContext
  | keyof Rolldown.TransformPluginContext

/** Exhaustive by type: a member that a bundler adds does not compile until it is classified. */
const MEMBERS: { readonly [Name in Member]: MemberKind } = {
  addWatchFile: 'effect',
  emitFile: 'effect',
  warn: 'effect',
  info: 'effect',
  debug: 'effect',
  getCombinedSourcemap: 'input',
  // Only what is read of the module counts.
  getModuleInfo: 'input',
  load: 'input',
  resolve: 'input',
  // In the key, but for plugins whose results may serve several environments.
  environment: 'input',
  // An error isn't stored: the call throws.
  error: 'harmless',
  // A function of its arguments.
  parse: 'harmless',
  meta: 'meta',
  // State of the plugin between calls.
  cache: 'uncacheable',
  // The graph, which other modules change.
  getModuleIds: 'uncacheable',
  getFileName: 'uncacheable',
  getWatchFiles: 'uncacheable',
  // Bundlers take the functions of node:fs at their start, before they are traced.
  fs: 'uncacheable',
  setAssetSource: 'uncacheable',
}

/** Unclassified members (a plugin's own, a later bundler's) count as uncacheable. */
export function memberKind(name: string): MemberKind {
  return Object.hasOwn(MEMBERS, name) ? MEMBERS[name as Member] : 'uncacheable'
}
