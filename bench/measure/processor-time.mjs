import { readFileSync } from 'node:fs'

/**
 * CPU seconds used so far.
 *
 * @typedef {object} ProcessorTime
 * @property {number} own this process: user and system, native threads included
 * @property {number} children processes that it started and that have ended, such as the Sass compiler; 0 where the
 * system doesn't tell (all but Linux)
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
  // The second field, the program's name, may hold blanks; the children's times are the 16th and 17th field.
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ')
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond
}
