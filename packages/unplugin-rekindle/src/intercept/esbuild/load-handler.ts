import type { OnLoadArgs, OnLoadOptions, OnLoadResult, PluginBuild } from 'esbuild'
import type { HookHandler } from '../hook.ts'
import { runningRecord } from '../hook-record.ts'
import { type Companion, keptForm, ownForm } from './load-result.ts'
import { type AskingContext, noteContext } from './resolve-in-load.ts'

export type LoadCallback = Parameters<PluginBuild['onLoad']>[1]

/** One `onLoad` of a plugin. */
export interface RegisteredLoad {
  readonly options: OnLoadOptions
  readonly callback: LoadCallback
}

interface LoadContext extends AskingContext {
  addWatchFile(file: string): void
}

/**
 * A registered callback as a `load` hook: its arguments are path, options and esbuild's own arguments, its result is in the
 * form that can be kept. `companionOf` loads what this load has put into the plugin's memory for another one.
 */
export function loadHandler(
  callback: LoadCallback,
  companionOf: (result: unknown) => Promise<Companion | null>,
): HookHandler {
  return async function (this: object, _path, _options, args) {
    const context = this as LoadContext
    const record = runningRecord()
    noteContext(context)
    const given = await callback(args as OnLoadArgs)
    return record === null
      ? ownForm(given)
      : keptForm(given, await companionOf(given), {
          addWatchFile: (file) => context.addWatchFile(file),
          refuse: (reason) => record.refuse(reason),
        })
  }
}

/** What a call is a function of besides the path: which of the plugin's callbacks it is, and all that esbuild tells it. */
export function keyedOptions(
  { filter }: OnLoadOptions,
  index: number,
  { namespace, suffix, pluginData, with: attributes }: OnLoadArgs,
): object {
  return { callback: index, filter: String(filter), namespace, suffix, pluginData, with: attributes }
}

/** Runs the callback that serves a module of a namespace. */
export async function loadApart(
  loads: readonly RegisteredLoad[],
  path: string,
  namespace: string,
): Promise<Companion | null> {
  const load = loads.find(
    ({ options }) => options.namespace === namespace && new RegExp(options.filter).test(path),
  )
  const result = await load?.callback({ path, namespace, suffix: '', pluginData: undefined, with: {} })
  return result === null || result === undefined ? null : { path, result: result as OnLoadResult }
}
