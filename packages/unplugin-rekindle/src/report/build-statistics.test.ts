import type { CacheKey, CallEvent, RekindleEvent } from '@rekindle/core'
import { expect, it } from 'vitest'
import { BuildStatistics } from './build-statistics.ts'

function call(plugin: string): CallEvent {
  return { plugin, hook: 'transform', id: 'src/a.ts', environment: 'client' }
}

function reportOf(...events: RekindleEvent[]): unknown {
  const statistics = new BuildStatistics()
  for (const event of events) {
    statistics.see(event)
  }
  return JSON.parse(JSON.stringify(statistics.report()))
}

it('counts nothing before anything happened', () => {
  expect(reportOf()).toEqual({
    hooks: { run: 0, bypassed: 0, restored: 0 },
    plugins: {},
    misses: {},
    bypassed: {},
    uncacheable: {},
    quarantined: [],
    failures: [],
    times: { build: 0, ran: 0, restoring: 0, saved: 0 },
    hookTimes: {},
    memory: null,
    snapshot: null,
  })
})

it('counts what became of the calls, by plugin and in all', () => {
  const report = reportOf(
    { kind: 'plugin', plugin: 'unused', verdict: 'cached', why: 'known' },
    { kind: 'hit', ...call('vue') },
    { kind: 'hit', ...call('vue') },
    { kind: 'miss', reason: { kind: 'new' }, ...call('vue') },
    { kind: 'stored', ...call('vue') },
    {
      kind: 'miss',
      reason: { kind: 'input-changed', input: 'file a', change: 'changed', through: 'b.js' },
      ...call('babel'),
    },
    { kind: 'uncacheable', reason: { kind: 'effect', detail: 'fs.writeFile' }, ...call('babel') },
    { kind: 'miss', reason: { kind: 'new' }, ...call('babel') },
    { kind: 'uncacheable', reason: { kind: 'empty-result' }, ...call('babel') },
    { kind: 'bypassed', why: 'a worker', ...call('babel') },
    { kind: 'rehydrated', ...call('vue') },
    { kind: 'audited', outcome: 'different', difference: 'source map', ...call('vue') },
    { kind: 'quarantined', plugin: 'vue', module: 'src/a.ts', difference: 'source map' },
  )
  expect(report).toMatchObject({
    hooks: { run: 5, bypassed: 1, restored: 2 },
    plugins: {
      vue: { run: 3, bypassed: 0, restored: 2, audited: 1, stored: 1, uncacheable: 0 },
      babel: { run: 2, bypassed: 1, restored: 0, audited: 0, stored: 0, uncacheable: 2 },
    },
    misses: { new: 2, 'input-changed': 1 },
    bypassed: { 'a worker': 1 },
    uncacheable: { 'fs.writeFile': 1, 'empty-result': 1 },
    quarantined: ['vue: src/a.ts: source map'],
    failures: [],
  })
})

it('keeps the failures of the cache in words', () => {
  expect(
    reportOf(
      { kind: 'cache-failed', during: 'starting a build', message: 'no' },
      { kind: 'write-failed', code: 'ENOSPC', message: 'disk full', lost: 3 },
    ),
  ).toMatchObject({ failures: ['starting a build: no', 'writing: disk full'] })
})

it('tells what calls took by plugin and hook, with percentiles that occurred, and what was saved', () => {
  const statistics = new BuildStatistics()
  const facts = { key: '0'.repeat(32) as CacheKey, startedAt: 0 }
  for (const milliseconds of [4, 1, 3, 2]) {
    statistics.see({ kind: 'stored', ...call('vue') }, { ...facts, milliseconds, storedMilliseconds: null })
  }
  statistics.see({ kind: 'hit', ...call('vue') }, { ...facts, milliseconds: 0.5, storedMilliseconds: 20 })
  statistics.see({ kind: 'hit', ...call('vue') }, { ...facts, milliseconds: 1.5, storedMilliseconds: null })
  expect(statistics.report(100.4)).toMatchObject({
    times: { build: 100, ran: 10, restoring: 2, saved: 20 },
    hookTimes: {
      vue: {
        transform: {
          ran: { count: 4, total: 10, p50: 2, p95: 4, max: 4 },
          restored: { count: 2, total: 2, p50: 0.5, p95: 1.5, max: 1.5 },
          saved: 20,
        },
      },
    },
  })
})
