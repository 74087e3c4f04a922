import { type EdgeKinds, edgeKind, type ModuleId, type ModuleNode } from './module-node.ts'
import type { PluginPolicy } from './policy.ts'

/** Why a module must run again; `through` leads from the module, over what it uses, to what has changed. */
export type StaleReason =
  | { readonly kind: 'content-changed' }
  | { readonly kind: 'input-changed'; readonly through: readonly ModuleId[] }
  | { readonly kind: 'import-changed'; readonly through: readonly ModuleId[] }
  | { readonly kind: 'transitive-change'; readonly through: readonly ModuleId[] }
  | { readonly kind: 'failed-last-time'; readonly error: string }
  /** An earlier update has decided this, and nobody has told of a result since. */
  | { readonly kind: 'unsettled'; readonly reason: StaleReason }

export interface StaleModule {
  readonly module: ModuleId
  readonly reason: StaleReason
  /** Plugins whose results for the module are stale, by name. */
  readonly plugins: readonly string[]
  /** Plugins whose results are stale only if what they use turns out to give another result. */
  readonly undecided: readonly string[]
}

/** Modules by how they use what has changed. Each node is in one of the lists at most. */
export interface ChangeReach {
  readonly changed: ReadonlySet<ModuleNode>
  /** node -> the kinds of its edges to changed nodes */
  readonly direct: ReadonlyMap<ModuleNode, EdgeKinds>
  readonly indirect: ReadonlySet<ModuleNode>
  /** node -> the node that it was reached from, one step nearer to a change */
  readonly towardsChange: ReadonlyMap<ModuleNode, ModuleNode>
  /** How many nodes were looked at. */
  readonly visits: number
}

/**
 * Walks from changed nodes to those that use them: direct users always, everyone else only when a policy asks for it.
 * Each node is visited once, so that a diamond costs no more than a chain and a cycle ends.
 */
export function reachOfChange(
  changed: ReadonlySet<ModuleNode>,
  policies: Iterable<PluginPolicy>,
): ChangeReach {
  const direct = new Map<ModuleNode, EdgeKinds>()
  const indirect = new Set<ModuleNode>()
  const towardsChange = new Map<ModuleNode, ModuleNode>()
  const differing = new Set(changed)
  for (const node of differing) {
    for (const [importer, kinds] of node.importers) {
      if (!importer.isModule) {
        addGroup(importer, node, differing, towardsChange)
      } else if (!changed.has(importer)) {
        direct.set(importer, (direct.get(importer) ?? 0) | kinds)
        // An input explains more than an import does.
        if (!towardsChange.has(importer) || (kinds & edgeKind.input) !== 0) {
          towardsChange.set(importer, node)
        }
      }
    }
  }
  if ([...policies].some(goesFurther)) {
    const queue = [...differing, ...direct.keys()]
    for (const node of queue) {
      for (const importer of node.importers.keys()) {
        if (!differing.has(importer) && !direct.has(importer) && !indirect.has(importer)) {
          indirect.add(importer)
          towardsChange.set(importer, node)
          queue.push(importer)
        }
      }
    }
  }
  const visits = differing.size + direct.size + indirect.size
  return { changed, direct, indirect, towardsChange, visits }
}

/** A group of inputs differs when one of them does. */
function addGroup(
  group: ModuleNode,
  from: ModuleNode,
  differing: Set<ModuleNode>,
  towardsChange: Map<ModuleNode, ModuleNode>,
): void {
  if (!differing.has(group)) {
    differing.add(group)
    towardsChange.set(group, from)
  }
}

/** Results may change in a wave: who sees results of imports may be reached over any number of steps. */
function goesFurther({ reach, sees }: PluginPolicy): boolean {
  return reach === 'transitive' || (reach === 'imports' && sees === 'result')
}

export type Policies = Readonly<Record<string, PluginPolicy>>

/** The modules among what was reached that some plugin's policy makes stale, or may. */
export function staleModules(reach: ChangeReach, policies: Policies): StaleModule[] {
  const stale: StaleModule[] = []
  const everyPlugin = Object.keys(policies)
  for (const node of reach.changed) {
    if (node.isModule) {
      stale.push({
        module: node.id,
        reason: { kind: 'content-changed' },
        plugins: everyPlugin,
        undecided: [],
      })
    }
  }
  const directly = new Map<EdgeKinds, Verdict>()
  for (const [node, kinds] of reach.direct) {
    let verdict = directly.get(kinds)
    if (verdict === undefined) {
      verdict = verdictOnDirect(kinds, policies)
      directly.set(kinds, verdict)
    }
    addIfStale(stale, node, verdict, reach)
  }
  const verdict = verdictOnIndirect(policies)
  for (const node of reach.indirect) {
    addIfStale(stale, node, verdict, reach)
  }
  return stale
}

interface Verdict {
  readonly kind: 'input-changed' | 'import-changed' | 'transitive-change'
  readonly plugins: readonly string[]
  readonly undecided: readonly string[]
}

function verdictOnDirect(kinds: EdgeKinds, policies: Policies): Verdict {
  if ((kinds & edgeKind.input) !== 0) {
    return { kind: 'input-changed', plugins: Object.keys(policies), undecided: [] }
  }
  const seeing = Object.entries(policies).filter(([, { reach }]) => reach !== 'module')
  return { kind: 'import-changed', ...sides(seeing) }
}

function verdictOnIndirect(policies: Policies): Verdict {
  const seeing = Object.entries(policies).filter(([, policy]) => goesFurther(policy))
  return { kind: 'transitive-change', ...sides(seeing) }
}

function sides(seeing: readonly (readonly [string, PluginPolicy])[]): Pick<Verdict, 'plugins' | 'undecided'> {
  const named = (isDecided: boolean) =>
    seeing.filter(([, { sees }]) => (sees !== 'result') === isDecided).map(([name]) => name)
  return { plugins: named(true), undecided: named(false) }
}

function addIfStale(
  stale: StaleModule[],
  node: ModuleNode,
  { kind, plugins, undecided }: Verdict,
  reach: ChangeReach,
): void {
  if (node.isModule && plugins.length + undecided.length > 0) {
    const through = new PathToChange(node, reach.towardsChange)
    stale.push({
      module: node.id,
      reason: {
        kind,
        get through() {
          return through.ids()
        },
      },
      plugins,
      undecided,
    })
  }
}

/** Written out only when someone asks: the paths of a deep chain together are quadratic in its length. */
class PathToChange {
  readonly #from: ModuleNode
  readonly #towardsChange: ReadonlyMap<ModuleNode, ModuleNode>

  constructor(from: ModuleNode, towardsChange: ReadonlyMap<ModuleNode, ModuleNode>) {
    this.#from = from
    this.#towardsChange = towardsChange
  }

  ids(): ModuleId[] {
    const ids: ModuleId[] = []
    for (
      let node = this.#towardsChange.get(this.#from);
      node !== undefined;
      node = this.#towardsChange.get(node)
    ) {
      ids.push(node.id)
    }
    return ids
  }
}
