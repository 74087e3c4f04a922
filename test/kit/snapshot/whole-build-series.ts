import fs from 'node:fs'
import { expect } from 'vitest'

/** Builds of one state: as many as it takes to see its record restored, though others may change a folder above the project. */
const MOST_BUILDS = 4

/**
 * Builds a state again and again until it is restored as a whole, or until it is clear that it won't be. A state that was recorded
 * must be restored.
 *
 * @param build makes one build, compares it with a clean one, and gives what was told of whole builds in its process
 */
export async function buildUntilRestored(build: (time: string) => Promise<readonly string[]>): Promise<void> {
  let isRecorded = false
  let words = ''
  for (let time = 1; time <= MOST_BUILDS; time += 1) {
    const told = await build(`build ${time}`)
    words = told.join('; ')
    expect(told.filter((word) => word.startsWith('failed: '))).toEqual([])
    if (told.length > 0 && told.every((word) => word === 'restored')) {
      count('restored')
      return
    }
    isRecorded = isOnlyRecorded(told)
    if (!isRecorded && time > 1) {
      count(told.find((word) => word.startsWith('declined: ')) ?? `not recorded: ${words}`)
      return
    }
  }
  expect(isRecorded, `a record of this very state is restored, in place of: ${words}`).toBe(false)
}

/** Whether all builds of a process were recorded or restored. */
function isOnlyRecorded(told: readonly string[]): boolean {
  return told.includes('kept') && told.every((words) => /^(?:kept$|restored$|missed: )/.test(words))
}

/** A suite in which nothing is restored shows nothing: the nightly run looks at what all of them have come to. */
function count(outcome: string): void {
  const file = process.env['REKINDLE_TEST_TALLY']
  if (file !== undefined) {
    const { testPath } = expect.getState()
    fs.appendFileSync(file, `${JSON.stringify([testPath, outcome])}\n`)
  }
}
