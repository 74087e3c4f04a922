import type { ModuleFacts, ModuleId, ProjectRoot } from '@rekindle/core'

/** What Rollup and Rolldown tell of a module; Vite's builds are Rolldown's. */
export interface ModuleInfo {
  readonly id: string
  readonly isExternal?: boolean
  readonly importedIds: readonly string[]
  readonly dynamicallyImportedIds: readonly string[]
}

export interface ModuleInfoSource {
  getModuleIds(): Iterable<string>
  getModuleInfo(id: string): ModuleInfo | null
}

/**
 * The modules of a bundler, but for external ones, as facts of the graph. `inputsOf` gives what hooks have read. Results
 * stay unknown: a look at the code of every module costs more than all the rest.
 */
export function moduleInfoFacts(
  bundler: ModuleInfoSource,
  root: ProjectRoot,
  inputsOf: (id: string) => readonly ModuleId[],
): ModuleFacts[] {
  const toId = graphIds(root)
  const facts: ModuleFacts[] = []
  for (const id of bundler.getModuleIds()) {
    const info = bundler.getModuleInfo(id)
    if (info === null || info.isExternal === true) {
      continue
    }
    facts.push({
      id: toId(id),
      source: null,
      result: null,
      staticImports: info.importedIds.map(toId),
      dynamicImports: info.dynamicallyImportedIds.map(toId),
      inputs: inputsOf(id),
    })
  }
  return facts
}

/** Ids of a bundler as ids of the graph: absolute paths become relative to the root, others stay. Each is made once. */
export function graphIds(root: ProjectRoot): (id: string) => ModuleId {
  const known = new Map<string, ModuleId>()
  return (id) => {
    let graphId = known.get(id)
    if (graphId === undefined) {
      graphId = graphIdOf(root, id)
      known.set(id, graphId)
    }
    return graphId
  }
}

function graphIdOf(root: ProjectRoot, id: string): ModuleId {
  const mark = id.startsWith('\0') ? '\0' : ''
  const rest = id.slice(mark.length)
  const query = rest.indexOf('?')
  const path = query === -1 ? rest : rest.slice(0, query)
  const isAbsolute = /^(?:\/|[a-zA-Z]:[\\/])/.test(path)
  return (isAbsolute ? `${mark}${root.relative(path)}${rest.slice(path.length)}` : id) as ModuleId
}
