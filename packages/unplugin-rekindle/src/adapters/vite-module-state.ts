import type { EnvironmentModuleGraph, EnvironmentModuleNode } from 'vite'

/** What Vite forgets or notes when it takes a module to be outdated; two of these its types leave out. */
const FORGOTTEN = [
  'transformResult',
  'ssrModule',
  'ssrError',
  'invalidationState',
  'lastHMRTimestamp',
  'lastHMRInvalidationReceived',
  'lastInvalidationTimestamp',
] as const

/** By what Vite finds out which modules an update concerns. */
const BOUNDARIES = [
  'isSelfAccepting',
  'acceptedHmrDeps',
  'acceptedHmrExports',
  'importedBindings',
] as const satisfies readonly (keyof EnvironmentModuleNode)[]

/** A module as it was at some time. */
export type ModuleState = Readonly<Record<string, unknown>> & Pick<EnvironmentModuleNode, 'transformResult'>

export function stateOf(module: EnvironmentModuleNode): ModuleState {
  return fieldsOf(module, [...FORGOTTEN, ...BOUNDARIES]) as ModuleState
}

/** Makes a module be as if it had never been outdated. */
export function restoreState(
  graph: EnvironmentModuleGraph,
  module: EnvironmentModuleNode,
  state: ModuleState,
): void {
  const etag = module.transformResult?.etag
  if (etag !== undefined) {
    graph.etagToModuleMap.delete(etag)
  }
  Object.assign(module, state)
  if (state.transformResult?.etag !== undefined) {
    graph.etagToModuleMap.set(state.transformResult.etag, module)
  }
}

/** Which updates a module accepts, as it is now: `Object.assign` puts it back. */
export function boundariesOf(module: EnvironmentModuleNode): object {
  return fieldsOf(module, BOUNDARIES)
}

function fieldsOf(module: EnvironmentModuleNode, names: readonly string[]): Record<string, unknown> {
  const fields = module as unknown as Readonly<Record<string, unknown>>
  return Object.fromEntries(names.map((name) => [name, fields[name]]))
}
