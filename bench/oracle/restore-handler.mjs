import { putClassNames } from './class-names.mjs'
import { identifyCall } from './identify-call.mjs'

/**
 * Answers from the recording, without checking anything but what the hook received.
 *
 * @param {import('./recording.mjs').Recording} recording
 * @param {string} plugin
 * @param {import('../observe/observer.mjs').HookName} hook
 * @param {import('../observe/wrap-handler.mjs').Handler} handler runs when there is no recorded call
 * @param {import('./oracle.mjs').OracleCounts} counts
 * @param {ReadonlySet<string>} edited files of which a hook that reads them itself gets to see another text
 * @returns {import('../observe/wrap-handler.mjs').Handler}
 */
export function restoreHandler(recording, plugin, hook, handler, counts, edited) {
  return function (...values) {
    const { id } = identifyCall(hook, values)
    // Loads of esbuild are handed a path, and not what stands there.
    const call = hook === 'onLoad' && edited.has(id) ? undefined : recording.find(plugin, hook, values)
    const file = id.replace(/[?#].*$/, '')
    if (!call && id === file) recording.changed.add(file)
    // A block of a component that has changed comes from what the plugin knows of the component.
    if (!call || (id !== file && recording.changed.has(file))) {
      counts.run++
      return handler.apply(this, values)
    }
    if (call.result) counts.restored++
    else counts.declined++
    if (call.classNames) putClassNames(id, call.classNames)
    for (const file of call.watchedFiles) this.addWatchFile(file)
    if (call.emittedFiles.length === 0) return call.result
    return renameReferences(
      call.result,
      call.emittedFiles.map(({ asset, referenceId }) => [referenceId, this.emitFile(asset)]),
    )
  }
}

/**
 * @param {any} result
 * @param {[from: string, to: string][]} renames
 */
function renameReferences(result, renames) {
  if (typeof result?.code !== 'string') return result
  return { ...result, code: renames.reduce((code, [from, to]) => code.replaceAll(from, to), result.code) }
}
