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

test('updates are compared with the build that their process began with, and not by what the process took', () => {
  const updates = row('update', [1, 2])
  for (const [index, build] of updates.builds.entries())
    build.first = { wall: 10 * (index + 1), cpu: 5 * (index + 1) }
  const { rows, ratios } = summarizeApp(app, [row('without', [4, 4]), updates, row('updateWithout', [2, 4])])
  expect(rows[1].first).toMatchObject({ wall: { values: [10, 20] }, cpu: { values: [5, 10] } })
  expect(ratios).toEqual([
    { name: 'update / its cold build', wall: 0.1, cpu: 0.2 },
    { name: 'update / update, without plugin', wall: 0.5, cpu: 0.5 },
  ])
})

test('hooks of modules that were not edited are noted', () => {
  const updates = row('update', [1, 2])
  updates.builds[1].otherCalls = ['vue ran load of a.vue when b.vue was edited', 'vue ran load of c.vue']
  expect(summarizeApp(app, [row('without', [4, 4]), updates]).notes).toEqual([
    'update: 2 calls of modules that were not edited: vue ran load of a.vue when b.vue was edited',
  ])
})

test('a whole build that was made has nothing above the floor, and says why', () => {
  const snapshot = row('snapshot', [2])
  const summarize = () => summarizeApp(app, [row('without', [4]), snapshot, row('floor', [1])])
  snapshot.builds[0].wholeBuild = { outcome: 'restored', why: null }
  expect(summarize()).toMatchObject({ aboveFloor: { processWall: 1, processCpu: 1 } })
  snapshot.builds[0].wholeBuild = { outcome: 'declined', why: 'a process was started' }
  expect(summarize()).toMatchObject({ whyNotRestored: 'a process was started' })
  expect(summarize()).not.toHaveProperty('aboveFloor')
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
