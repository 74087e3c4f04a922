import { fileURLToPath } from 'node:url'
import { summarizeValues } from '../../report/summarize-values.mjs'
import { processorSecondsBetween } from '../processor-time.mjs'
import { runChild } from '../run-build.mjs'
import { findOtherCalls } from './find-other-calls.mjs'

/**
 * @typedef {object} UpdateTask
 * @property {import('../build-app.mjs').Bundler} bundler
 * @property {string} root
 * @property {string} configFile
 * @property {string} [cacheFolder] of Rekindle, if that is in the config
 * @property {string[]} edited modules, in the order in which they are edited; whoever starts this puts them back
 * @property {string} text what they show in addition, with the number of the edit
 *
 * @typedef {[import('../mark.mjs').Mark, import('../mark.mjs').Mark]} Span
 *
 * @typedef {object} RawUpdate
 * @property {string} file
 * @property {number} startedAt ms since 1970
 * @property {Span} build from the edit until the bundler has written its output
 * @property {import('../read-hook-counts.mjs').HookCounts} [hooks]
 *
 * @typedef {{ first: Span, updates: RawUpdate[], end: import('../mark.mjs').Mark }} RawUpdates
 */

const childFile = fileURLToPath(new URL('update-child.mjs', import.meta.url))

/**
 * Builds once, then again for each module that is edited, in one process.
 *
 * @param {UpdateTask} task
 * @param {import('../run-build.mjs').ChildOptions} [options]
 * @returns {Promise<import('../run-build.mjs').Build>} `wall` and `cpu` are medians of the updates; what the process took has the pauses
 * of who edits in it
 */
export async function runUpdates(task, options) {
  const { result, processId } = await runChild(childFile, task, options)
  const { first, updates, end } = /** @type {RawUpdates} */ (result)
  return {
    wall: summarizeValues(updates.map(({ build }) => wallSecondsOf(build))).median,
    cpu: summarizeValues(updates.map(({ build }) => cpuSecondsOf(build))).median,
    processWall: end.wall,
    processCpu: end.processor.own + end.processor.children,
    hooks: updates.flatMap(({ hooks }) => hooks ?? []),
    first: { wall: wallSecondsOf(first), cpu: cpuSecondsOf(first) },
    otherCalls:
      task.cacheFolder === undefined || processId === undefined
        ? []
        : await findOtherCalls({ root: task.root, cacheFolder: task.cacheFolder, processId, updates }),
  }
}

/** @param {Span} span */
function wallSecondsOf([since, until]) {
  return until.wall - since.wall
}

/** @param {Span} span */
function cpuSecondsOf([since, until]) {
  return processorSecondsBetween(since.processor, until.processor)
}
