import type { ModuleGraph } from '../graph/module-graph.ts'
import type { ModuleId, ModuleNode, NodeState } from '../graph/module-node.ts'
import { type Fingerprint, fingerprintOf } from '../key/cache-key.ts'
import type { RootRelativePath } from '../key/project-root.ts'
import type { FileNews } from './change-set.ts'

/** What one change of a file comes to, before anyone asks who uses it. */
export type FileVerdict =
  /** Nothing in the graph is made of it. */
  | { readonly kind: 'unused'; readonly file: RootRelativePath }
  /** It was touched: its content is what it was. */
  | { readonly kind: 'equal'; readonly file: RootRelativePath; readonly fingerprint: Fingerprint }
  | { readonly kind: 'changed'; readonly file: RootRelativePath }

export interface SettledChanges {
  readonly verdicts: readonly FileVerdict[]
  /** Nodes that differ now, listed folders among them. The graph has their new states. */
  readonly changed: ReadonlySet<ModuleNode>
}

/**
 * Brings the states in the graph up to date with what happened to files, in one batch.
 * `read` is asked for the fingerprints that nobody has told, null for a file that can't be read.
 */
export function settleChanges(
  graph: ModuleGraph,
  files: ReadonlyMap<RootRelativePath, FileNews>,
  read: (file: RootRelativePath) => Fingerprint | null,
): SettledChanges {
  const verdicts: FileVerdict[] = []
  const changed = new Set<ModuleNode>()
  const states: [ModuleId, NodeState][] = []
  const removed: ModuleId[] = []
  for (const [file, news] of files) {
    const folder = news.kind === 'updated' ? undefined : graph.node(folderOf(file))
    if (folder !== undefined) {
      changed.add(folder)
      states.push([folder.id, listingAfter(folder.source, file, news.kind)])
    }
    const nodes = graph.nodesOfFile(file)
    if (nodes.length === 0) {
      verdicts.push({ kind: 'unused', file })
      continue
    }
    const state = news.kind === 'deleted' ? 'absent' : (news.fingerprint ?? read(file) ?? 'absent')
    const differing = nodes.filter((node) => node.source !== state)
    for (const node of differing) {
      changed.add(node)
      if (state === 'absent') {
        removed.push(node.id)
      } else {
        states.push([node.id, state])
      }
    }
    const isEqual = differing.length === 0 && state !== 'absent'
    verdicts.push(isEqual ? { kind: 'equal', file, fingerprint: state } : { kind: 'changed', file })
  }
  graph.apply({ states, removed })
  return { verdicts, changed }
}

/** The node for a folder's listing ends with a slash; that of the root is `./`. */
function folderOf(file: RootRelativePath): ModuleId {
  const slash = file.lastIndexOf('/')
  return (slash === -1 ? './' : file.slice(0, slash + 1)) as ModuleId
}

/** Another state than before, without a look at the folder. */
function listingAfter(before: NodeState, file: RootRelativePath, kind: FileNews['kind']): Fingerprint {
  return fingerprintOf(JSON.stringify([before, kind, file]))
}
