import { describe, expect, test } from 'vitest'
import { compareRuns, findRegressions } from './compare-runs.mjs'
import { summarizeValues } from './summarize-values.mjs'

describe('comparing with a saved run', () => {
  test('a machine that is slower by half makes no row worse', () => {
    const { apps } = compareRuns(
      results({ without: [10, 10], warm: [2, 2] }),
      results({ without: [15, 15], warm: [3, 3] }),
    )
    expect(apps[0].rows).toEqual([{ name: 'warm', kind: 'same', change: { wall: 1, cpu: 1 } }])
  })

  test('a row that takes more than 5 % more of `without plugin` is worse, and found', () => {
    const comparison = compareRuns(
      results({ without: [10], warm: [2], oneEdit: [3] }),
      results({ without: [10], warm: [2.11], oneEdit: [3.14] }),
    )
    expect(comparison.apps[0].rows.map(({ name, kind }) => [name, kind])).toEqual([
      ['warm', 'worse'],
      ['oneEdit', 'same'],
    ])
    expect(findRegressions(comparison).map(({ row }) => row.name)).toEqual(['warm'])
  })

  test('a row is worse when only its CPU time is', () => {
    const before = results({ without: [10], warm: [2] })
    const now = results({ without: [10], warm: [2] })
    now.apps[0].rows[1].cpu = summarizeValues([2.2])
    expect(compareRuns(before, now).apps[0].rows[0]).toMatchObject({
      kind: 'worse',
      change: { wall: 1, cpu: expect.closeTo(1.1) },
    })
  })

  test('a row is better only when both of its figures are', () => {
    const before = results({ without: [10], warm: [2] })
    const now = results({ without: [10], warm: [1] })
    expect(compareRuns(before, now).apps[0].rows[0].kind).toBe('better')
    now.apps[0].rows[1].cpu = summarizeValues([2])
    expect(compareRuns(before, now).apps[0].rows[0].kind).toBe('same')
  })

  test('figures are paired by run, so that one slow run does not count', () => {
    const { apps } = compareRuns(
      results({ without: [10, 10, 10], warm: [2, 2, 2] }),
      results({ without: [10, 40, 10], warm: [2, 8, 2] }),
    )
    expect(apps[0].rows[0].change.wall).toBe(1)
  })

  test('what is not of the cache is compared, but not judged', () => {
    const comparison = compareRuns(
      results({ without: [10], oracle: [1] }),
      results({ without: [10], oracle: [2] }),
    )
    expect(comparison.apps[0].rows).toEqual([
      { name: 'oracle', kind: 'not judged', change: { wall: 2, cpu: 2 } },
    ])
    expect(findRegressions(comparison)).toEqual([])
  })

  test('another set-up, another app and an app without counterpart are told', () => {
    const before = results({ without: [10], warm: [2] })
    const now = results({ without: [10], warm: [2] })
    now.versions = { vite: '8.4.0' }
    now.apps[0].digest = 'other'
    now.apps.push({ ...now.apps[0], size: 'huge' })
    const comparison = compareRuns(before, now)
    expect(comparison.setUp).toEqual(['vite: 8.3.8 then, 8.4.0 now'])
    expect(comparison.apps.map(({ isSameApp }) => isSameApp)).toEqual([false])
    expect(comparison.missing).toEqual(['vue, huge: not in the saved run'])
  })
})

/**
 * @param {Partial<Record<import('../measure/row-kinds.mjs').RowName, number[]>>} rowToSeconds
 * @returns {import('./compare-runs.mjs').BenchResults}
 */
function results(rowToSeconds) {
  return {
    machine: { node: 'v20.20.2', platform: 'linux x64', cpuCount: 2, cpuModel: 'any' },
    versions: { vite: '8.3.8' },
    runs: 1,
    measuredAt: '2026-11-26',
    apps: [
      {
        flavour: 'vue',
        size: 'small',
        modules: 50,
        sourceBytes: 1000,
        digest: 'same',
        ratios: [],
        notes: [],
        rows: Object.entries(rowToSeconds).map(([name, seconds]) => ({
          name: /** @type {import('../measure/row-kinds.mjs').RowName} */ (name),
          wall: summarizeValues(seconds),
          cpu: summarizeValues(seconds),
          processWall: summarizeValues(seconds),
          processCpu: summarizeValues(seconds),
          hooks: [],
          isEqual: true,
          differences: [],
        })),
      },
    ],
  }
}
