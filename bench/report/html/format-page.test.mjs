import { expect, test } from 'vitest'
import { summarizeValues } from '../summarize-values.mjs'
import { formatPage } from './format-page.mjs'

const page = formatPage({
  machine: { node: 'v20.20.2', platform: 'linux x64', cpuCount: 2, cpuModel: 'A <fast> one' },
  versions: { vite: '8.3.8' },
  runs: 2,
  measuredAt: '2026-11-26',
  apps: [
    {
      flavour: 'vue',
      size: 'small',
      modules: 50,
      sourceBytes: 1000,
      digest: 'abc',
      ratios: [],
      notes: ['undo: 3 hooks ran'],
      rows: [row('without', [10, 20], true), row('warm', [5, 5], false)],
    },
  ],
})

test('bars are as long as their medians, on the scale of the highest value', () => {
  expect([...page.matchAll(/<rect class="(\w+)"[^>]* width="([\d.]+)"/g)].map(([, ...bar]) => bar)).toEqual([
    ['plain', '345'],
    ['cached', '115'],
    ['plain', '345'],
    ['cached', '115'],
  ])
})

test('what is wrong stands out', () => {
  expect([...page.matchAll(/class="wrong">([^<]*)/g)].map(([, text]) => text)).toEqual([
    'warm: 1 files differ',
    'undo: 3 hooks ran',
  ])
})

test('a page needs no other file, and texts are no markup', () => {
  expect(page).not.toMatch(/<script|<link|src=|url\(/)
  expect(page).toContain('A &lt;fast&gt; one')
})

/**
 * @param {import('../../measure/row-kinds.mjs').RowName} name
 * @param {number[]} seconds
 * @param {boolean} isEqual
 * @returns {import('../summarize-app.mjs').RowSummary}
 */
function row(name, seconds, isEqual) {
  const summary = summarizeValues(seconds)
  const differences = isEqual ? [] : ['index.js']
  return {
    name,
    wall: summary,
    cpu: summary,
    processWall: summary,
    processCpu: summary,
    hooks: [],
    isEqual,
    differences,
  }
}
