import { expect, it } from 'vitest'
import { MemoryWatch } from './memory-watch.ts'

const mebibyte = 1024 * 1024

function verdictOn(...heapMebibytes: readonly number[]): string {
  const watch = new MemoryWatch()
  for (const size of heapMebibytes) {
    watch.note(size * mebibyte)
  }
  return watch.report().verdict
}

const twelve = Array.from({ length: 12 }, (_, index) => index)

it('gives no verdict before twelve builds', () => {
  expect(verdictOn(...twelve.slice(1).map((build) => 50 + 10 * build))).toBe('unknown')
})

it('finds a heap growing whose lows rise all the time, though the collector hides it now and then', () => {
  expect(verdictOn(...twelve.map((build) => 50 + 2 * build + (build % 3) * 20))).toBe('growing')
})

it('finds a heap steady that only holds garbage, or has grown once', () => {
  expect(verdictOn(...twelve.map((build) => 50 + (build % 4) * 30))).toBe('steady')
  expect(verdictOn(...twelve.map((build) => (build < 6 ? 50 : 90)))).toBe('steady')
})

it('looks at the last twelve builds', () => {
  const growing = twelve.map((build) => 50 + 5 * build)
  expect(verdictOn(...growing, ...twelve.map(() => 110))).toBe('steady')
})

it('tells the heap after the first build and after this one', () => {
  const watch = new MemoryWatch()
  watch.note(10)
  watch.note(30)
  expect(watch.report()).toEqual({ baseline: 10, now: 30, builds: 2, verdict: 'unknown' })
  watch.note()
  expect(watch.report().now).toBeGreaterThan(mebibyte)
})
