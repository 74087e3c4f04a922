import { relative } from 'node:path'

/**
 * Calls of hooks that ran in an update although neither their module nor anything they depend on had been edited, by what the diary
 * of the cache says. Calls that are never answered from the cache don't count.
 *
 * @param {object} options
 * @param {string} options.root
 * @param {string} options.cacheFolder
 * @param {number} options.processId of the process that built
 * @param {readonly Pick<import('./run-updates.mjs').RawUpdate, 'file' | 'startedAt' | 'hooks'>[]} options.updates in their order
 * @returns {Promise<string[]>} in words
 */
export async function findOtherCalls({ root, cacheFolder, processId, updates }) {
  // Loaded only where Rekindle has built, so that the other rows do without it.
  const { readDiary } = await import('@rekindle/core')
  const builds = readDiary(cacheFolder).filter((build) => build.processId === processId)
  const edited = updates.map(({ file }) => relative(root, file).replaceAll('\\', '/'))
  return updates.flatMap(({ startedAt, hooks }, index) => {
    const next = updates[index + 1]?.startedAt ?? Number.POSITIVE_INFINITY
    const ofUpdate = builds.filter((build) => build.startedAt >= startedAt && build.startedAt < next)
    // What nobody has written down shows nothing.
    if (ofUpdate.length === 0 && hooks?.run) return [`nobody knows what ran when ${edited[index]} was edited`]
    return ofUpdate
      .flatMap(({ calls }) => calls.filter((call) => isOfOthers(call, edited.slice(0, index + 1))))
      .map(({ plugin, hook, id }) => `${plugin} ran ${hook} of ${id} when ${edited[index]} was edited`)
  })
}

/**
 * @param {import('@rekindle/core').DiaryCall} call
 * @param {readonly string[]} edited modules, relative to the root, the latest last. What depends on an earlier one may have
 * no result until the process ends: compilers go on with what they remember of it
 */
function isOfOthers({ id, decision }, edited) {
  if (decision.kind !== 'miss' || id.split('?')[0] === edited.at(-1)) return false
  const { reason } = decision
  return reason.kind !== 'input-changed' || !edited.some((path) => reason.input === `file ${path}`)
}
