import type { Fingerprint } from '../key/cache-key.ts'
import type { ModuleGraph } from './module-graph.ts'
import type { ModuleId, SeenContent } from './module-node.ts'
import { importsHash } from './transitive-hashes.ts'

/**
 * What of the graph a plugin's results depend on, besides the module itself.
 * - `module`: the recorded inputs only.
 * - `imports`: also the modules that it imports (and its inputs) directly.
 * - `transitive`: also everything that those use, to the end. For plugins that inline constants, evaluate macros or
 *   follow types.
 */
export interface PluginPolicy {
  readonly reach: 'module' | 'imports' | 'transitive'
  /**
   * `source`, the default: what the plugin takes from other modules may be anything in their text, types and comments
   * too. `result`: only what the hooks made of them, as through `this.load`. `definitions`: of their sources only the
   * definitions that the module reaches; in keys this counts as `source`.
   */
  readonly sees?: SeenContent | 'definitions'
}

/** What the graph adds to the key of a plugin's result for a module; null when nothing, or when the module isn't known. */
export function policyHash(graph: ModuleGraph, policy: PluginPolicy, id: ModuleId): Fingerprint | null {
  const node = graph.node(id)
  const { reach } = policy
  const sees = policy.sees === 'result' ? 'result' : 'source'
  if (node === undefined || reach === 'module') {
    return null
  }
  return reach === 'imports' ? importsHash(node, sees) : graph.hashes[sees].hashOf(node)
}
