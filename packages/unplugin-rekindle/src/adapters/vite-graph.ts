import type { ModuleFacts, ModuleId, ProjectRoot } from '@rekindle/core'
import type { EnvironmentModuleGraph, EnvironmentModuleNode } from 'vite'
import { graphIds } from '../build/module-info-facts.ts'

/**
 * The modules of one environment of a dev server as facts. The server doesn't tell dynamic imports from others, so that
 * all are static ones here; what isn't imported by the text is what a hook watches, an input. Results aren't known: what
 * the server keeps holds time stamps.
 */
export function viteGraphFacts(graph: EnvironmentModuleGraph, root: ProjectRoot): ModuleFacts[] {
  const toId = graphIds(root)
  const facts: ModuleFacts[] = []
  for (const node of graph.idToModuleMap.values()) {
    if (node.id !== null) {
      facts.push(factsOf(node, node.id, toId))
    }
  }
  return facts
}

function factsOf(node: EnvironmentModuleNode, id: string, toId: (id: string) => ModuleId): ModuleFacts {
  const imports: ModuleId[] = []
  const inputs: ModuleId[] = []
  // Not among the types: the imports in the text of a script, where importedModules has what is watched as well.
  const { staticImportedUrls } = node as { readonly staticImportedUrls?: ReadonlySet<string> }
  for (const imported of node.importedModules) {
    const isImport = imported.id !== null && staticImportedUrls?.has(imported.url) === true
    const list = isImport ? imports : inputs
    list.push(toId(imported.id ?? imported.file ?? imported.url))
  }
  return { id: toId(id), source: null, result: null, staticImports: imports, dynamicImports: [], inputs }
}
