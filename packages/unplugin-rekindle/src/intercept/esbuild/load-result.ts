import path from 'node:path'
import { runningTrace } from '@rekindle/core'
import type { OnLoadResult } from 'esbuild'

/** What `onLoad` may return. Exhaustive by type: a field that esbuild adds does not compile until it stands here. */
const FIELDS: { readonly [Name in keyof Required<OnLoadResult>]: 'kept' | 'refused' } = {
  contents: 'kept',
  errors: 'refused',
  loader: 'kept',
  pluginData: 'kept',
  pluginName: 'kept',
  resolveDir: 'kept',
  warnings: 'kept',
  watchDirs: 'kept',
  watchFiles: 'kept',
}

/** The result of another load of the same plugin, which this load has put into the plugin's memory. */
export interface Companion {
  readonly path: string
  readonly result: OnLoadResult
}

/** A result in the form in which results of `load` hooks are kept: contents that are text are its code. */
interface LoadHookResult extends Omit<OnLoadResult, 'errors'> {
  readonly code?: string
  readonly companion?: Companion
}

/** What one call has to say about its result while it is recorded. */
export interface LoadListener {
  addWatchFile(file: string): void
  refuse(reason: string): void
}

/** Results in kept form -> what the plugin returned. */
const toGiven: WeakMap<object, unknown> = new WeakMap()

/**
 * What a callback returned, in the form in which it can be kept; files and folders that it wants watched are inputs. Null
 * and undefined stay what they are.
 */
export function keptForm(given: unknown, companion: Companion | null, listener: LoadListener): unknown {
  const refusal = given === null || given === undefined ? null : refusalOf(given)
  if (refusal !== null) {
    listener.refuse(refusal)
  }
  if (given === null || given === undefined || refusal !== null) {
    return ownForm(given)
  }
  const { contents, ...others } = given as OnLoadResult
  for (const file of others.watchFiles ?? []) {
    listener.addWatchFile(file)
  }
  for (const folder of others.watchDirs ?? []) {
    runningTrace()?.sawDirectory(path.resolve(folder))
  }
  const withCompanion = companion === null ? others : { ...others, companion }
  return remember({ ...withCompanion, ...keptContents(contents) }, given)
}

/** What a callback returned that nobody records. */
export function ownForm(given: unknown): unknown {
  return given === null || given === undefined ? given : remember({}, given)
}

/** What to give to the bundler for a kept form: the plugin's own object, or for a restored one its like. */
export function givenForm(
  result: unknown,
):
  | { readonly kind: 'own'; readonly result: unknown }
  | { readonly kind: 'restored'; readonly result: OnLoadResult; readonly companion: Companion | null } {
  if (typeof result !== 'object' || result === null || toGiven.has(result)) {
    return { kind: 'own', result: toGiven.get(result as object) ?? result }
  }
  const { code, companion = null, ...others } = result as LoadHookResult
  return { kind: 'restored', result: code === undefined ? others : { ...others, contents: code }, companion }
}

function remember(kept: object, given: unknown): object {
  toGiven.set(kept, given)
  return kept
}

/** Why the bundler must meet this result each time, or null. */
function refusalOf(given: unknown): string | null {
  if (typeof given !== 'object') {
    return `result of type ${typeof given}`
  }
  const other = Object.keys(given as object).find((name) => FIELDS[name as keyof OnLoadResult] !== 'kept')
  const { contents, errors, watchFiles, watchDirs } = given as Readonly<Record<string, unknown>>
  if (Array.isArray(errors) ? errors.length > 0 : errors !== undefined) {
    return 'a result with errors'
  }
  if (other !== undefined && other !== 'errors') {
    return `a result with the field ${other}`
  }
  const isLoaded = contents === undefined || typeof contents === 'string' || contents instanceof Uint8Array
  return isLoaded && isListOfTexts(watchFiles) && isListOfTexts(watchDirs) ? null : 'a result of another form'
}

function isListOfTexts(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((one) => typeof one === 'string'))
}

/** Bytes that are text give the same module as the text does. */
function keptContents(contents: OnLoadResult['contents']): Pick<LoadHookResult, 'code' | 'contents'> {
  if (contents === undefined) {
    return {}
  }
  if (typeof contents === 'string') {
    return { code: contents }
  }
  const bytes = Buffer.from(contents)
  const text = bytes.toString('utf8')
  // A copy: a small buffer is a window on memory that it shares.
  return Buffer.from(text).equals(bytes) ? { code: text } : { contents: new Uint8Array(contents) }
}
