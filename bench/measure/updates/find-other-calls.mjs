import { relative } from 'node:path'

/**
 * Calls of hooks that ran in an update although neither their module nor anything they depend on had been edited, by what the diary
 * of the cache says. Calls that are never answered from the cache don't count.
 *
 * @param {object} options
 * @param {string} options.root
 * @param {string} options.cacheFolder
 * @param {number} options.processId of the process that built
 * @param {readonly { file: string, startedAt: number }[]} options.updates in their order
 * @returns {Promise<string[]>} in words
 */
export async function findOtherCalls({ root, cacheFolder, processId, updates }) {
  // Loaded only where Rekindle has built, so that the other rows do without it.
  const { readDiary } = await import('@rekindle/core')
  const builds = readDiary(cacheFolder).filter((build) => build.processId === processId)
  return updates.flatMap(({ file, startedAt }, index) => {
    const next = updates[index + 1]?.startedAt ?? Number.POSITIVE_INFINITY
    const path = relative(root, file).replaceAll('\\', '/')
    return builds
      .filter((build) => build.startedAt >= startedAt && build.startedAt < next)
      .flatMap(({ calls }) => calls.filter((call) => isOfOthers(call, path)))
      .map(({ plugin, hook, id }) => `${plugin} ran ${hook} of ${id} when ${path} was edited`)
  })
}

/**
 * @param {import('@rekindle/core').DiaryCall} call
 * @param {string} path of the edited module, relative to the root
 */
function isOfOthers({ id, decision }, path) {
  if (decision.kind !== 'miss' || id.split('?')[0].endsWith(path)) return false
  const { reason } = decision
  return (
    reason.kind !== 'input-changed' || ![reason.input, reason.through].some((name) => name.endsWith(path))
  )
}
