import type { ModuleGraph } from '../graph/module-graph.ts'
import { edgeKind, type ModuleId, type ModuleNode } from '../graph/module-node.ts'
import {
  type ChangeReach,
  type Policies,
  reachOfChange,
  type StaleModule,
  type StaleReason,
  staleModules,
} from '../graph/stale-modules.ts'
import type { DefinitionTracker } from './definition-tracker.ts'

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
  definitions: DefinitionTracker | null,
): StaleAfterUpdate {
  const reach = reachOfChange(changed, Object.values(policies))
  const isAffected = definitions?.isReady === true ? affectedBy(definitions, graph, reach) : () => true
  const idToStale = new Map<ModuleId, StaleModule>()
  for (const stale of staleModules(reach, policies)) {
    const refined = isAffected(stale.module) ? stale : withoutDefinitions(stale, policies)
    if (refined.plugins.length + refined.undecided.length > 0) {
      idToStale.set(stale.module, refined)
    }
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

/** Whether a module uses a definition that has changed. Who was made from a changed input may differ in any part. */
function affectedBy(
  definitions: DefinitionTracker,
  graph: ModuleGraph,
  reach: ChangeReach,
): (id: ModuleId) => boolean {
  const readers = [...reach.direct]
    .filter(([, kinds]) => (kinds & edgeKind.input) !== 0)
    .map(([node]) => node)
  const reached = [...reach.direct.keys(), ...reach.indirect].filter((node) => node.isModule)
  const affected = definitions.affected(graph, reach.changed, readers, reached)
  return (id) => affected.has(id)
}

/** Without plugins that see no more than definitions; its own changes and inputs are seen by all. */
function withoutDefinitions(stale: StaleModule, policies: Policies): StaleModule {
  const { kind } = stale.reason
  return kind === 'import-changed' || kind === 'transitive-change'
    ? {
        module: stale.module,
        reason: stale.reason,
        plugins: stale.plugins.filter((name) => policies[name]?.sees !== 'definitions'),
        undecided: stale.undecided,
      }
    : stale
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
