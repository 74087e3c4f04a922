import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HookClock } from './hook-clock.ts'

let now = 0

beforeEach(() => {
  now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('what hooks cost', () => {
  it('is the time of one that runs alone', () => {
    const clock = new HookClock()
    now = 5
    const hook = clock.start()
    now = 12.3456
    expect([hook.startedAt, clock.end(hook)]).toEqual([5, 7.35])
  })

  it('is an equal share of the time in which several run, so that costs add up to it', () => {
    const clock = new HookClock()
    const first = clock.start()
    now = 10
    const second = clock.start()
    now = 20
    const third = clock.start()
    now = 26
    const costs = [clock.end(second), clock.end(first)]
    now = 30
    costs.push(clock.end(third))
    expect(costs).toEqual([7, 17, 6])
    expect(costs.reduce((sum, cost) => sum + cost)).toBe(30)
  })

  it('does not count the time in which none runs', () => {
    const clock = new HookClock()
    now = 10
    clock.end(clock.start())
    now = 100
    const later = clock.start()
    now = 101
    expect(clock.end(later)).toBe(1)
  })

  it('is not shared with hooks of a build before that have never ended', () => {
    const clock = new HookClock()
    const stuck = clock.start()
    now = 10
    clock.reset()
    const hook = clock.start()
    now = 14
    expect(clock.end(hook)).toBe(4)
    expect(clock.end(stuck)).toBe(0)
  })
})
