import path from 'node:path'
import type { DevEnvironment, EnvironmentModuleNode } from 'vite'
import type { ProjectCache } from '../build/project-cache.ts'
import { boundariesOf } from './vite-module-state.ts'
import { type PendingEdit, PendingEdits } from './vite-pending-edits.ts'

type Module = EnvironmentModuleNode

/** Kinds of files whose content is in the code that is made from them; of others it may be the address alone. */
const SOURCE: RegExp =
  /\.(?:[cm]?[jt]sx?|json|css|s[ac]ss|less|styl(?:us)?|p(?:ost)?css|sss|vue|svelte|mdx?)$/
/** Queries that ask for the address of a file, and for its text. */
const ADDRESS: RegExp = /[?&](?:url|init|worker|sharedworker)\b/
const TEXT: RegExp = /[?&]raw\b/

/** Begins to listen to what becomes of the modules of an environment. */
export function expectEdits(environment: DevEnvironment): void {
  PendingEdits.of(environment)
}

/**
 * Prepares for the edit of a file, before Vite forgets what it has served. Plugins that compare a component with what it was
 * must have seen it: what was restored of it runs, with its old content.
 */
export async function prepareUpdate(
  cache: ProjectCache,
  environment: DevEnvironment,
  file: string,
): Promise<void> {
  cache.served.lookAgain()
  const known = environment.moduleGraph.getModulesByFile(file) ?? []
  PendingEdits.of(environment).begin(file, [...known, ...modulesMadeFrom(cache, environment, file)])
  await cache.served.prepareEdit({ environment }, file)
}

/**
 * Takes those modules out of an update whose code is what was served already, and adds those that were made from the file
 * without Vite's knowing. The code is made by asking for it as a page would: what is asked for later comes from the cache.
 */
export async function reduceUpdate(
  cache: ProjectCache,
  environment: DevEnvironment,
  file: string,
  modules: readonly Module[],
): Promise<Module[] | undefined> {
  const edits = PendingEdits.of(environment)
  const edit = edits.take(file)
  if (edit === null) {
    return undefined
  }
  const made = modulesMadeFrom(cache, environment, file)
  const changed = new Set<Module>()
  const equal = new Set<Module>()
  for (const [module, said] of servingModules([...made, ...modules])) {
    edits.concern(edit, module)
    if (module.file !== file && modules.includes(module) && !made.includes(module)) {
      // Only the plugin that has added it knows why.
      changed.add(module)
    } else if (isAddress(edits, module, file)) {
      // The file itself is outdated: that gives it a new address.
      changed.add(said)
    } else {
      const group = (await isServedAlready(environment, edit, module)) ? equal : changed
      group.add(module)
    }
  }
  // A plugin that takes modules out of an update may have told pages of them in its own way.
  const isNothingChanged = changed.size === 0 && edit.roots.flatMap(servedBy).every((root) => equal.has(root))
  edits.end(edit, isNothingChanged ? 'all' : equal)
  return [...changed]
}

/**
 * The modules that pages ask for, each with the one that was said to be concerned: a file that modules were made from stands
 * in the graph without code of its own.
 */
function servingModules(modules: readonly Module[]): ReadonlyMap<Module, Module> {
  return new Map(modules.flatMap((said) => servedBy(said).map((module) => [module, said] as const)))
}

function servedBy(module: Module): readonly Module[] {
  return module.id === null ? [...module.importers].flatMap(servedBy) : [module]
}

/** Modules with a result of a cached plugin that was made from a file, whether Vite knows of it or not. */
function modulesMadeFrom(cache: ProjectCache, environment: DevEnvironment, file: string): readonly Module[] {
  return cache.served
    .modulesMadeFrom({ environment }, file)
    .map((id) => environment.moduleGraph.getModuleById(id))
    .filter((module) => module !== undefined)
}

/** Whether the code of a module may name the file and hold nothing of its content: equal code says nothing then. */
function isAddress(edits: PendingEdits, module: Module, file: string): boolean {
  const { id } = module
  if (module.file === file) {
    return id === null || ADDRESS.test(id) || !(SOURCE.test(file) || TEXT.test(id))
  }
  const name = path.basename(file)
  const names = [name, encodeURI(name)]
  return (
    !SOURCE.test(file) &&
    (edits.codesOf(module) ?? []).some((code) => names.some((text) => code.includes(text)))
  )
}

async function isServedAlready(
  environment: DevEnvironment,
  edit: PendingEdit,
  module: Module,
): Promise<boolean> {
  const edits = PendingEdits.of(environment)
  const served = edits.codesOf(module)
  // Otherwise Vite takes up what it was, with new stamps, where only its imports seem to be outdated.
  edits.outdate(edit, module)
  if (served === null) {
    return false
  }
  const boundaries = boundariesOf(module)
  try {
    const result = await environment.transformRequest(module.url)
    return result !== null && areEqual([...served, ...(edits.codesOf(module) ?? []), result.code])
  } catch {
    // Whoever asks for it next is told.
    edits.noteFailed(module)
    return false
  } finally {
    // An update must reach what it would have reached if nobody had transformed the module since.
    Object.assign(module, boundaries)
  }

  function areEqual(codes: readonly string[]): boolean {
    return new Set(codes.map((code) => edits.withoutStamps(code))).size === 1
  }
}
