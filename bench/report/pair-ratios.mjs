import { summarizeValues } from './summarize-values.mjs'

/**
 * Ratios of what was measured in the same run, so that a machine that slows down from one run to the next does not count.
 *
 * @param {{ values: number[] }} top in the order of the runs
 * @param {{ values: number[] }} bottom of as many runs
 * @returns {import('./summarize-values.mjs').Summary}
 */
export function pairRatios(top, bottom) {
  return summarizeValues(top.values.map((value, run) => value / bottom.values[run]))
}
