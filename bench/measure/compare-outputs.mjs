/**
 * @param {Map<string, string>} expected digests by path
 * @param {Map<string, string>} actual
 * @returns {string[]} paths that are missing, added or different
 */
export function compareOutputs(expected, actual) {
  const paths = new Set([...expected.keys(), ...actual.keys()])
  return [...paths].filter((path) => expected.get(path) !== actual.get(path)).sort()
}
