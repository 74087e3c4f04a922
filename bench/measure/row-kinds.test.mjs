import { expect, test } from 'vitest'
import { completeRows, rowKinds } from './row-kinds.mjs'

test('rows of the cache bring the cold build with them, and all the one without', () => {
  expect(completeRows(['warm'])).toEqual(['without', 'cold', 'warm'])
  expect(completeRows(['oracle'])).toEqual(['without', 'oracle'])
})

test('an undo brings with it what was warm, and an edit unless there is one', () => {
  expect(completeRows(['undo'])).toEqual(['without', 'cold', 'warm', 'oneEdit', 'undo'])
  expect(completeRows(['undo', 'fivePercent'])).toEqual(['without', 'cold', 'warm', 'fivePercent', 'undo'])
})

test('updates bring a cold build of their own with them', () => {
  expect(completeRows(['update', 'updateWithout'])).toEqual(['without', 'update', 'updateWithout'])
})

test('5 % of the modules are edited, and one at least', () => {
  const counts = [10, 50, 500, 10_000].map((modules) => rowKinds.fivePercent.countEdits?.(modules))
  expect(counts).toEqual([1, 3, 25, 500])
})
