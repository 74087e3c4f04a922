/**
 * Builds one app in a process that goes on, edits its modules one after the other, and writes down what each build took. Started by
 * `run-updates.mjs`.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { editModule } from '../../generate/edit-modules.mjs'
import { mark } from '../mark.mjs'
import { readHookCounts } from '../read-hook-counts.mjs'
import { loadGoingBundler } from './keep-building.mjs'

/** So long a developer looks at the first build, ms: a file that has just changed is looked at with suspicion, and is watched only then. */
const pauseAfterFirst = 2500
/** So long at a further one, ms. What is left to be written is. */
const pauseBetween = 500
/** A watcher that has missed an edit would be waited for for ever, ms. */
const longestBuild = 20 * 60_000

/** @type {import('./run-updates.mjs').UpdateTask & { resultFile: string }} */
const task = JSON.parse(process.argv[2])
const reportFile = /** @type {string} */ (process.env.REKINDLE_REPORT)

const keepBuilding = await loadGoingBundler[task.bundler]()
const beforeFirst = mark()
const going = await keepBuilding(task)
await going.built()
const afterFirst = mark()
await delay(pauseAfterFirst)

/** @type {import('./run-updates.mjs').RawUpdate[]} */
const updates = []
for (const [index, file] of task.edited.entries()) {
  const text = `${task.text} ${index + 1}`
  rmSync(reportFile, { force: true })
  const startedAt = Date.now()
  const before = mark()
  editModule(file, text)
  const after = await markWhenShown(text)
  await delay(pauseBetween)
  updates.push({ file, startedAt, build: [before, after], hooks: readHookCounts(reportFile) })
}
await going.close()
const end = mark()

/** @type {import('./run-updates.mjs').RawUpdates} */
const result = { first: [beforeFirst, afterFirst], updates, end }
writeFileSync(task.resultFile, JSON.stringify(result))

/**
 * @param {string} text
 * @returns {Promise<import('../mark.mjs').Mark>} of the end of the build that shows it
 */
async function markWhenShown(text) {
  // A watcher may have heard twice of what came before.
  for (let build = 0; build < 3; build++) {
    await Promise.race([going.built(), failAfter(longestBuild)])
    const after = mark()
    if (isShown(text)) return after
  }
  throw new Error(`No build shows "${text}"`)
}

/**
 * @param {number} milliseconds
 * @returns {Promise<never>}
 */
async function failAfter(milliseconds) {
  await delay(milliseconds, undefined, { ref: false })
  throw new Error(`No build has ended for ${milliseconds / 60_000} minutes`)
}

/** @param {string} text */
function isShown(text) {
  const dist = join(task.root, 'dist')
  return readdirSync(dist, { recursive: true, withFileTypes: true }).some(
    (entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name), 'utf8').includes(text),
  )
}
