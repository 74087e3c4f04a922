import type { CacheKey, CallEvent, RekindleEvent } from '@rekindle/core'
import { expect, it } from 'vitest'
import { BuildDiary } from './build-diary.ts'
import type { CallFacts } from './call-facts.ts'

const call: CallEvent = { plugin: 'vue', hook: 'transform', id: 'src/a.vue', environment: 'client' }
const key = '0'.repeat(32) as CacheKey

function facts(milliseconds: number | null, storedMilliseconds: number | null = null): CallFacts {
  return { key, startedAt: 0, milliseconds, storedMilliseconds }
}

function entryOf(...seen: readonly (readonly [RekindleEvent, CallFacts?])[]) {
  const diary = new BuildDiary()
  for (const [event, told] of seen) {
    diary.see(event, told)
  }
  return diary.build({ root: '..', startedAt: 1, milliseconds: 2 })
}

it('has of each call what became of it, and what it took or saved', () => {
  const reason = { kind: 'content-changed' } as const
  const { calls, restoringMilliseconds } = entryOf(
    [{ kind: 'miss', reason, ...call }, facts(null)],
    [{ kind: 'stored', ...call }, facts(4)],
    [{ kind: 'hit', ...call, id: 'src/b.vue' }, facts(0.25, 7)],
    [{ kind: 'bypassed', why: 'a worker', ...call, id: 'src/c.vue' }, facts(1)],
    [{ kind: 'miss', reason, ...call, id: 'src/d.vue' }, facts(null)],
    [{ kind: 'failed', ...call, id: 'src/d.vue' }, facts(2)],
    [{ kind: 'audited', outcome: 'equal', ...call, id: 'src/e.vue' }, facts(3)],
  )
  expect(calls).toEqual([
    { ...call, key, milliseconds: 4, decision: { kind: 'miss', reason } },
    { ...call, key, id: 'src/b.vue', milliseconds: 7, decision: { kind: 'hit' } },
    { ...call, key, id: 'src/c.vue', milliseconds: 1, decision: { kind: 'bypassed', why: 'a worker' } },
    { ...call, key, id: 'src/d.vue', milliseconds: 2, decision: { kind: 'failed', reason } },
    {
      ...call,
      key,
      id: 'src/e.vue',
      milliseconds: 3,
      decision: { kind: 'audited', audit: { outcome: 'equal' } },
    },
  ])
  expect(restoringMilliseconds).toBe(0.25)
})

it('has of a call that was made several times the last that ran, with all that these took', () => {
  const refusal = { kind: 'empty-result' } as const
  const { calls } = entryOf(
    [{ kind: 'hit', ...call }, facts(0.1, 5)],
    [{ kind: 'miss', reason: { kind: 'new' }, ...call }, facts(null)],
    [{ kind: 'stored', ...call }, facts(1)],
    [{ kind: 'miss', reason: { kind: 'evicted' }, ...call }, facts(null)],
    [{ kind: 'uncacheable', reason: refusal, ...call }, facts(2)],
    [{ kind: 'hit', ...call }, facts(0.1, 5)],
  )
  const decision = { kind: 'uncacheable', reason: { kind: 'evicted' }, refusal }
  expect(calls).toEqual([{ ...call, key, milliseconds: 3, decision }])
})

it('adds up what a call would have taken that was answered each time', () => {
  const { calls } = entryOf(
    [{ kind: 'hit', ...call }, facts(0.1, 5)],
    [{ kind: 'hit', ...call }, facts(0.1, 6)],
  )
  expect(calls).toEqual([{ ...call, key, milliseconds: 11, decision: { kind: 'hit' } }])
})

it('goes on to know the plugins of the builds before, which are told once', () => {
  const before = new BuildDiary()
  before.see({ kind: 'plugin', plugin: 'vue', verdict: 'cached', why: 'known' })
  before.see({ kind: 'standing', plugin: 'vue', standing: 'trusted', why: 'vouched for' })
  const { plugins } = new BuildDiary(before).build({ root: '..', startedAt: 1, milliseconds: 2 })
  expect(plugins).toEqual([{ plugin: 'vue', standing: 'trusted', why: 'vouched for' }])
})
