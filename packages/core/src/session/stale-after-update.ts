import type { ModuleGraph } from '../graph/module-graph.ts'
import type { ModuleId, ModuleNode } from '../graph/module-node.ts'
import {
  type Policies,
  reachOfChange,
  type StaleModule,
  type StaleReason,
  staleModules,
} from '../graph/stale-modules.ts'

/** Modules that an earlier update has left without a good result, and why they must run. */
export type Owed = ReadonlyMap<ModuleId, StaleReason>

export interface StaleAfterUpdate {
  readonly stale: readonly StaleModule[]
  /** Modules that are stale and don't run: nobody will know their results. */
  readonly leftOut: readonly ModuleNode[]
  /** How many nodes were looked at. */
  readonly visits: number
}

/** Everything that must run, or may have to, after nodes have changed: what they reach, and what is owed from before. */
export function staleAfterUpdate(
  graph: ModuleGraph,
  policies: Policies,
  changed: ReadonlySet<ModuleNode>,
  owed: Owed,
  accepts: (id: ModuleId) => boolean,
): StaleAfterUpdate {
  const reach = reachOfChange(changed, Object.values(policies))
  const idToStale = new Map<ModuleId, StaleModule>()
  for (const stale of staleModules(reach, policies)) {
    idToStale.set(stale.module, stale)
  }
  const owing = new Set(
    [...owed.keys()].flatMap((id) => graph.node(id) ?? []).filter((node) => node.isModule),
  )
  // Their sources are what they were; only results are still to come.
  const seeingResults = Object.fromEntries(
    Object.entries(policies).filter(([, { sees }]) => sees === 'result'),
  )
  const reachOfOwed = reachOfChange(owing, Object.values(seeingResults))
  for (const stale of staleModules(reachOfOwed, seeingResults)) {
    if (!owed.has(stale.module)) {
      idToStale.set(stale.module, mergeStale(idToStale.get(stale.module), stale))
    }
  }
  for (const { id } of owing) {
    const known = idToStale.get(id)
    const reason = owed.get(id) as StaleReason
    idToStale.set(id, {
      module: id,
      reason: known?.reason.kind === 'content-changed' ? known.reason : reason,
      plugins: Object.keys(policies),
      undecided: [],
    })
  }
  const all = [...idToStale.values()]
  const stale = all.filter(({ module }) => accepts(module))
  const leftOut = all
    .filter(({ module }) => !accepts(module))
    .flatMap(({ module }) => graph.node(module) ?? [])
  return { stale, leftOut, visits: reach.visits + reachOfOwed.visits }
}

function mergeStale(one: StaleModule | undefined, other: StaleModule): StaleModule {
  if (one === undefined) {
    return other
  }
  const plugins = [...new Set([...one.plugins, ...other.plugins])]
  const undecided = [...new Set([...one.undecided, ...other.undecided])].filter(
    (name) => !plugins.includes(name),
  )
  return { module: one.module, reason: one.reason, plugins, undecided }
}
