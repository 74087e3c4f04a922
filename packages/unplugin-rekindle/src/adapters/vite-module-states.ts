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

type State = Readonly<Record<string, unknown>> & Pick<EnvironmentModuleNode, 'transformResult'>

/** The states of the modules that an edit of some files makes outdated, as they were before Vite has heard of it. */
export class ModuleStates {
  readonly #graph: EnvironmentModuleGraph
  readonly #states: Map<EnvironmentModuleNode, State> = new Map()

  constructor(graph: EnvironmentModuleGraph) {
    this.#graph = graph
  }

  /** Adds a module with all that import it, directly or not: these become outdated with it. */
  add(module: EnvironmentModuleNode): void {
    if (!this.#states.has(module)) {
      this.#states.set(module, stateOf(module))
      for (const importer of module.importers) {
        this.add(importer)
      }
    }
  }

  /** What was served for a module; null: nothing. */
  servedCodeOf(module: EnvironmentModuleNode): string | null {
    return this.#states.get(module)?.transformResult?.code ?? null
  }

  restoreAll(): void {
    for (const module of this.#states.keys()) {
      this.restore(module)
    }
  }

  /** Makes a module be as if it had never been outdated. */
  restore(module: EnvironmentModuleNode): void {
    const state = this.#states.get(module)
    if (state !== undefined) {
      const etag = module.transformResult?.etag
      if (etag !== undefined) {
        this.#graph.etagToModuleMap.delete(etag)
      }
      Object.assign(module, state)
      if (state.transformResult?.etag !== undefined) {
        this.#graph.etagToModuleMap.set(state.transformResult.etag, module)
      }
    }
  }

  /** Makes an update reach what it would have reached if nobody had transformed the module since. */
  restoreBoundaries(module: EnvironmentModuleNode): void {
    const state = this.#states.get(module)
    if (state !== undefined) {
      Object.assign(module, Object.fromEntries(BOUNDARIES.map((name) => [name, state[name]])))
    }
  }
}

function stateOf(module: EnvironmentModuleNode): State {
  const fields = module as unknown as State
  return Object.fromEntries(
    [...FORGOTTEN, ...BOUNDARIES].map((name) => [name, fields[name]]),
  ) as unknown as State
}
