import { expect, test } from 'vitest'
import { editsBySize, formatEditsBySize } from './edits-by-size.mjs'
import { summarizeValues } from './summarize-values.mjs'

/** @typedef {import('./summarize-app.mjs').RowSummary} RowSummary */

test('of a flavour at several sizes it is told what one edit adds to a warm build, run by run', () => {
  const [medium, large] = editsBySize([
    app('vue', 2000, row('warm', [4, 9, 5], 0), row('oneEdit', [5, 10, 5.5], 6)),
    app('vue', 500, row('warm', [1, 1, 1], 0), row('oneEdit', [1.2, 1.3, 1.4], 5, 1)),
  ])
  expect(medium).toEqual({
    flavour: 'vue',
    modules: 500,
    hooksWarm: '0',
    // One was only compared.
    hooksOneEdit: '4',
    warmCpu: 1,
    extraCpu: expect.closeTo(0.3),
    extraWall: expect.closeTo(0.3),
  })
  expect(large).toMatchObject({ modules: 2000, hooksOneEdit: '6', warmCpu: 5, extraCpu: 1 })
})

test('a flavour at one size, or without an edit, is left out', () => {
  const apps = [
    app('vue', 500, row('warm', [1], 0), row('oneEdit', [2], 6)),
    app('svelte', 500, row('warm', [1], 0)),
    app('svelte', 2000, row('warm', [1], 0), row('oneEdit', [2], 6)),
  ]
  expect(editsBySize(apps)).toEqual([])
  expect(formatEditsBySize(apps)).toBeUndefined()
})

/**
 * @param {string} flavour
 * @param {number} modules
 * @param {RowSummary[]} rows
 * @returns {import('./summarize-app.mjs').AppSummary}
 */
function app(flavour, modules, ...rows) {
  return {
    flavour,
    size: String(modules),
    modules,
    sourceBytes: 1,
    digest: 'any',
    ratios: [],
    notes: [],
    rows,
  }
}

/**
 * @param {RowSummary['name']} name
 * @param {number[]} seconds
 * @param {number} run
 * @returns {RowSummary}
 */
function row(name, seconds, run, audited = 0) {
  const summary = summarizeValues(seconds)
  return {
    name,
    wall: summary,
    cpu: summary,
    processWall: summary,
    processCpu: summary,
    hooks: seconds.map(() => ({ run, audited, declined: 0, bypassed: 0, restored: 9 })),
    isEqual: true,
    differences: [],
  }
}
