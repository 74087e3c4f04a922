import { expect, test } from 'vitest'
import { summarizeApp } from './summarize-app.mjs'

const app = /** @type {import('../generate/generate-app.mjs').App} */ ({
  flavour: 'vue',
  size: 'small',
  modules: ['a', 'b'],
  sourceBytes: 1000,
  digest: 'any',
})

test('figures are medians of the builds, and ratios medians of the ratios of each run', () => {
  const { rows, ratios } = summarizeApp(app, [row('without', [4, 1, 5]), row('warm', [2, 1, 1])])
  expect(rows.map(({ wall }) => [wall.median, wall.minimum, wall.maximum])).toEqual([
    [4, 1, 5],
    [1, 1, 2],
  ])
  expect(ratios).toEqual([{ name: 'warm / without', wall: 0.5, cpu: 0.5, processWall: 0.5, processCpu: 0.5 }])
})

test('no ratio is formed with an oracle whose output is wrong', () => {
  const oracle = row('oracle', [1])
  oracle.differences.push('index.js')
  const { ratios } = summarizeApp(app, [row('without', [4]), row('warm', [2]), oracle])
  expect(ratios.map(({ name }) => name)).toEqual(['warm / without'])
})

test('hooks that run after an edit was undone are noted, unless they were only compared', () => {
  const warm = row('warm', [2], { run: 3, audited: 1 })
  const notesOf = (/** @type {{ run: number, audited: number }} */ counts) =>
    summarizeApp(app, [row('without', [4]), warm, row('undo', [2], counts)]).notes
  expect(notesOf({ run: 4, audited: 2 })).toEqual([])
  expect(notesOf({ run: 4, audited: 1 })).toEqual([
    'undo: 3 hooks ran, though only 2 did when nothing had changed',
  ])
})

/**
 * @param {import('../measure/row-kinds.mjs').RowName} name
 * @param {number[]} seconds
 * @param {{ run: number, audited: number }} [counts]
 * @returns {import('../measure/measure-app.mjs').Row}
 */
function row(name, seconds, counts) {
  return {
    name,
    differences: [],
    builds: seconds.map((value) => ({
      wall: value,
      cpu: value,
      processWall: value,
      processCpu: value,
      hooks: counts && { ...counts, declined: 0, bypassed: 0, restored: 9 },
    })),
  }
}
