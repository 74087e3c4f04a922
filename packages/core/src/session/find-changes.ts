import type { FingerprintTable } from '../fingerprint/fingerprint-table.ts'
import type { ModuleGraph } from '../graph/module-graph.ts'
import { fileOfId } from '../graph/module-node.ts'
import type { ProjectRoot, RootRelativePath } from '../key/project-root.ts'
import type { ChangeSet, PresentFile } from './change-set.ts'

/** The files behind a graph that aren't what it was made of. Reads all of the graph. */
export function findChanges(graph: ModuleGraph, root: ProjectRoot, table: FingerprintTable): ChangeSet {
  const created = new Map<RootRelativePath, PresentFile>()
  const updated = new Map<RootRelativePath, PresentFile>()
  const deleted = new Set<RootRelativePath>()
  for (const node of graph.nodes()) {
    if (node.source === null || node.id.includes('\0')) {
      continue
    }
    const file = fileOfId(node.id) as RootRelativePath
    const path = root.absolute(file)
    const state = file.endsWith('/') ? table.listingState(path) : table.fileState(path)
    if (state === node.source) {
      continue
    }
    if (state === 'absent' || state === 'directory' || state === 'special') {
      deleted.add(file)
    } else if (node.source === 'absent') {
      created.set(file, { file, fingerprint: state })
    } else {
      updated.set(file, { file, fingerprint: state })
    }
  }
  return { created: [...created.values()], updated: [...updated.values()], deleted: [...deleted] }
}
