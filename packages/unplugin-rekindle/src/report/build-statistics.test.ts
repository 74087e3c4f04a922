import type { CallEvent, RekindleEvent } from '@rekindle/core'
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
    uncacheable: {},
    quarantined: [],
    failures: [],
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
  expect(report).toEqual({
    hooks: { run: 5, bypassed: 1, restored: 2 },
    plugins: {
      vue: { run: 3, bypassed: 0, restored: 2, audited: 1, stored: 1, uncacheable: 0 },
      babel: { run: 2, bypassed: 1, restored: 0, audited: 0, stored: 0, uncacheable: 2 },
    },
    misses: { new: 2, 'input-changed': 1 },
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
