/**
 * Answers from the recording, without checking anything but the code that the hook received.
 *
 * @param {import('./recording.mjs').Recording} recording
 * @param {string} hook
 * @param {boolean} receivesCode
 * @param {import('./wrap-handler.mjs').Handler} handler runs when there is no recorded call
 * @param {import('./oracle.mjs').OracleCounts} counts
 * @returns {import('./wrap-handler.mjs').Handler}
 */
export function restoreHandler(recording, hook, receivesCode, handler, counts) {
  return function (...values) {
    const call = receivesCode
      ? recording.find(hook, values[1], values[0])
      : recording.find(hook, values[0], '')
    if (!call) {
      counts.run++
      return handler.apply(this, values)
    }
    if (call.result) counts.restored++
    else counts.declined++
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
