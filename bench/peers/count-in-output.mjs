import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { digestFolder } from '../measure/digest-folder.mjs'

/**
 * @param {string} folder
 * @param {string} text
 * @returns {number} how often the files in the folder have it
 */
export function countInOutput(folder, text) {
  return [...digestFolder(folder).keys()]
    .map((path) => readFileSync(join(folder, path), 'utf8').split(text).length - 1)
    .reduce((sum, count) => sum + count, 0)
}
