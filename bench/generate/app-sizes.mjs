/** Number of modules in a generated app, by name. */
export const appSizes = { small: 50, medium: 500, large: 2000, huge: 10000 }

const leastModules = 10

/**
 * @param {string} size a name, or a number of modules
 * @returns {number}
 * @throws {RangeError} when it is neither
 */
export function countModules(size) {
  const count = Object.hasOwn(appSizes, size)
    ? appSizes[/** @type {keyof typeof appSizes} */ (size)]
    : Number(size)
  if (!Number.isInteger(count) || count < leastModules) {
    throw new RangeError(
      `A size is ${Object.keys(appSizes).join(', ')} or a number of modules from ${leastModules} up: ${size}`,
    )
  }
  return count
}
