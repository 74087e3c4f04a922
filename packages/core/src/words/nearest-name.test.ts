import { expect, it } from 'vitest'
import { nearestName } from './nearest-name.ts'

const names = ['cacheDir', 'compare', 'exclude', 'include', 'readOnly', 'report', 'verify']

it.each([
  ['cachedir', 'cacheDir'],
  ['cache-dir', 'cacheDir'],
  ['raedOnly', 'readOnly'],
  ['reprot', 'report'],
  ['verfy', 'verify'],
  ['exlcude', 'exclude'],
  ['includes', 'include'],
])('%s is near to %s', (given, meant) => {
  expect(nearestName(given, names)).toBe(meant)
})

it.each(['', 'x', 'watchMode', 'zzzzzz'])('%j is near to none', (given) => {
  expect(nearestName(given, names)).toBeNull()
})
