import { readdirSync, readFileSync } from 'node:fs'

/**
 * CPU seconds used so far.
 *
 * @typedef {object} ProcessorTime
 * @property {number} own this process: user and system, native threads included
 * @property {number} children processes that it started, such as esbuild or the Sass compiler, whether they have ended or
 * not; 0 where the system doesn't tell (all but Linux)
 */

/** @returns {ProcessorTime} */
export function processorTime() {
  const { userCPUTime, systemCPUTime } = process.resourceUsage()
  return { own: (userCPUTime + systemCPUTime) / 1e6, children: childrenTime() }
}

/**
 * @param {ProcessorTime} since
 * @param {ProcessorTime} until
 */
export function processorSecondsBetween(since, until) {
  return until.own - since.own + (until.children - since.children)
}

const ticksPerSecond = 100

function childrenTime() {
  if (process.platform !== 'linux') return 0
  // A child that ends is added to its parent's times by this thread, so none is counted twice or left out.
  const ended = sumFields('self', 13, 14)
  const running = runningChildren().map((child) => sumFields(child, 11, 12) + sumFields(child, 13, 14))
  return running.reduce((sum, ticks) => sum + ticks, ended) / ticksPerSecond
}

/** @returns {string[]} process ids; none where the kernel keeps no list of them */
function runningChildren() {
  return readdirSync('/proc/self/task').flatMap((thread) =>
    readOrNothing(`/proc/self/task/${thread}/children`)
      .split(' ')
      .filter((id) => id !== ''),
  )
}

/**
 * @param {string} id of a process
 * @param {number} first place of a field among those after the program's name, which may hold blanks
 * @param {number} second
 * @returns {number} ticks; 0 for a process that has gone
 */
function sumFields(id, first, second) {
  const fields = readOrNothing(`/proc/${id}/stat`).split(') ')[1]?.split(' ')
  return fields ? Number(fields[first]) + Number(fields[second]) : 0
}

/** @param {string} file */
function readOrNothing(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
