import type { DevEnvironment, EnvironmentModuleNode } from 'vite'
import type { ProjectCache } from '../build/project-cache.ts'
import { ModuleStates } from './vite-module-states.ts'

/** States of modules before the edit of a file, until the update has been decided on. */
const editToStates: WeakMap<DevEnvironment, Map<string, ModuleStates>> = new WeakMap()

/**
 * Prepares for the edit of a file, before Vite forgets what it has served. Plugins that compare a component with what it was
 * must have seen it: what was restored of it runs, with its old content.
 */
export async function prepareUpdate(
  cache: ProjectCache,
  environment: DevEnvironment,
  file: string,
): Promise<void> {
  cache.lookAgain()
  const states = new ModuleStates(environment.moduleGraph)
  for (const module of modulesOf(cache, environment, file)) {
    states.add(module)
  }
  const edits = editToStates.get(environment) ?? new Map<string, ModuleStates>()
  edits.set(file, states)
  editToStates.set(environment, edits)
  await cache.rehydrate({ environment }, file)
}

/**
 * Takes those modules out of an update whose code is what was served already, and adds those that were made from the file
 * without Vite's knowing. The code is made by asking for it as a page would: what is asked for later comes from the cache.
 */
export async function reduceUpdate(
  cache: ProjectCache,
  environment: DevEnvironment,
  file: string,
  modules: readonly EnvironmentModuleNode[],
): Promise<EnvironmentModuleNode[] | undefined> {
  const states = editToStates.get(environment)?.get(file)
  editToStates.get(environment)?.delete(file)
  if (states === undefined) {
    return undefined
  }
  const concerned = new Set([...modules.flatMap(servedBy), ...unknownTo(cache, environment, file)])
  const changed: EnvironmentModuleNode[] = []
  const equal: EnvironmentModuleNode[] = []
  for (const module of concerned) {
    states.add(module)
    if (module.transformResult !== null) {
      // Only plugins know that it is concerned; Vite would forget it after they have told.
      environment.moduleGraph.invalidateModule(module)
    }
    const group = (await isServedAlready(environment, module, states)) ? equal : changed
    group.push(module)
  }
  if (changed.length === 0) {
    states.restoreAll()
  } else {
    // What else imports the changed ones stays outdated.
    for (const module of equal) {
      states.restore(module)
    }
    for (const module of changed) {
      states.restoreBoundaries(module)
    }
  }
  return changed
}

/** A file that a module was made from stands in the graph without code of its own: its importers do the serving. */
function servedBy(module: EnvironmentModuleNode): readonly EnvironmentModuleNode[] {
  return module.id === null ? [...module.importers].flatMap(servedBy) : [module]
}

/** Modules made from a file that Vite doesn't connect with it. */
function unknownTo(
  cache: ProjectCache,
  environment: DevEnvironment,
  file: string,
): readonly EnvironmentModuleNode[] {
  return modulesOf(cache, environment, file).filter(
    (module) => module.file !== file && module.transformResult !== null,
  )
}

function modulesOf(
  cache: ProjectCache,
  environment: DevEnvironment,
  file: string,
): readonly EnvironmentModuleNode[] {
  const { moduleGraph } = environment
  const made = cache
    .modulesMadeFrom({ environment }, file)
    .map((id) => moduleGraph.getModuleById(id))
    .filter((module) => module !== undefined)
  return [...new Set([...(moduleGraph.getModulesByFile(file) ?? []), ...made])]
}

async function isServedAlready(
  environment: DevEnvironment,
  module: EnvironmentModuleNode,
  states: ModuleStates,
): Promise<boolean> {
  const served = states.servedCodeOf(module)
  if (served === null) {
    return false
  }
  try {
    const result = await environment.transformRequest(module.url)
    return result !== null && withoutStamps(result.code) === withoutStamps(served)
  } catch {
    // Whoever asks for it next is told.
    return false
  }
}

/** Imports of a module that was edited carry the time of the edit. */
function withoutStamps(code: string): string {
  return code.replace(/([?&])t=\d{13}\b&?/g, '$1')
}
