import { fingerprintOf } from '@rekindle/core'
import { createRandom } from '../generate/create-random.mjs'

/** How many modules a module imports below itself; and how many are imported by many. */
const branches = 8
const hubs = 10

/**
 * Facts of a project as a tree of features: each module imports those below it, two of the hubs, and every other one
 * a neighbour. The hubs are the first modules, the leaves the last ones.
 *
 * @param {number} size
 * @returns {import('@rekindle/core').ModuleFacts[]}
 */
export function graphProject(size) {
  const random = createRandom(`graph ${size}`)
  return Array.from({ length: size }, (_, number) => {
    const isHub = number < hubs
    const first = (number - hubs) * branches + hubs + 1
    const below = Array.from({ length: branches }, (_, at) => first + at).filter((other) => other < size)
    const neighbour = random.chance(0.5) && number + 1 < size ? [number + 1] : []
    const shared = [random.integer(0, hubs - 1), random.integer(0, hubs - 1)]
    const imported = isHub ? [] : [...new Set([...below, ...neighbour, ...shared])]
    return factsOf(number, 0, imported)
  })
}

/**
 * @param {number} number
 * @param {number} version
 * @param {number[]} imported
 */
function factsOf(number, version, imported) {
  return {
    id: moduleId(number),
    source: fingerprintOf(`${number} ${version}`),
    result: fingerprintOf(`${number} ${version}`),
    staticImports: imported.map(moduleId),
    dynamicImports: [],
    inputs: [],
  }
}

/** @param {number} number */
export function moduleId(number) {
  const folder = Math.floor(number / 50)
  return /** @type {import('@rekindle/core').ModuleId} */ (
    `src/features/feature-${folder}/module-${number}.ts`
  )
}

/**
 * What a watcher tells of edits.
 *
 * @param {number[]} numbers
 * @param {number} version
 * @returns {import('@rekindle/core').ChangeSet}
 */
export function editOf(numbers, version) {
  return {
    updated: numbers.map((number) => ({
      file: /** @type {any} */ (moduleId(number)),
      fingerprint: fingerprintOf(`${number} ${version}`),
    })),
  }
}

/**
 * The edits that are measured, by name.
 *
 * @param {number} size
 * @returns {Record<string, number[]>}
 */
export function editsOf(size) {
  const random = createRandom(`edits ${size}`)
  const all = Array.from({ length: size - hubs }, (_, at) => at + hubs)
  return {
    'no change': [],
    'one leaf': [size - 1],
    'one hub': [0],
    '5 % of the files': random.sample(all, Math.round(size / 20)),
  }
}
