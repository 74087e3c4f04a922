/**
 * @typedef {{ median: number, minimum: number, maximum: number, values: number[] }} Summary
 *
 * @param {number[]} values
 * @returns {Summary}
 */
export function summarizeValues(values) {
  const sorted = values.toSorted((left, right) => left - right)
  const middle = Math.floor(sorted.length / 2)
  return {
    median: sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2,
    minimum: sorted[0],
    maximum: sorted[sorted.length - 1],
    values,
  }
}
