import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DiaryWriter } from '@rekindle/core'
import { expect, onTestFinished, test } from 'vitest'
import { findOtherCalls } from './find-other-calls.mjs'

/** @typedef {import('@rekindle/core').DiaryCall} DiaryCall */

test('calls of the edited module, of its parts and of what depends on it are none of others', async () => {
  const calls = [
    call('src/edited.vue', { kind: 'new' }),
    call('src/edited.vue?vue&type=style', { kind: 'question-changed', changed: ['memory'] }),
    call('src/user.vue', {
      kind: 'input-changed',
      input: 'file src/edited.vue',
      change: 'changed',
      through: 'src/user.vue',
    }),
  ]
  expect(await otherCallsOf([calls])).toEqual([])
})

test('a call of another module is told, and one that was answered or only compared is not', async () => {
  const calls = [
    call('src/other.vue', { kind: 'new' }),
    { ...call('src/third.vue'), decision: /** @type {const} */ ({ kind: 'hit' }) },
    {
      ...call('src/fourth.vue'),
      decision: /** @type {const} */ ({ kind: 'audited', audit: { outcome: 'equal' } }),
    },
  ]
  expect(await otherCallsOf([calls])).toEqual([
    'vue ran transform of src/other.vue when src/edited.vue was edited',
  ])
})

test('a module that was edited before has a result when the next one is edited', async () => {
  const ofFirst = [call('src/edited.vue', { kind: 'new' })]
  expect(await otherCallsOf([ofFirst, ofFirst])).toEqual([
    'vue ran transform of src/edited.vue when src/edited-later.vue was edited',
  ])
})

test('hooks that ran in an update of which the diary knows nothing are told', async () => {
  const lost = { file: join('/app', 'src/edited.vue'), startedAt: 1000 }
  const find = (/** @type {number} */ run) =>
    findOtherCalls({
      root: '/app',
      cacheFolder: join(tmpdir(), 'no-such-cache'),
      processId: process.pid,
      updates: [{ ...lost, hooks: { run, declined: 0, bypassed: 0, restored: 0 } }],
    })
  expect(await find(0)).toEqual([])
  expect(await find(1)).toEqual(['nobody knows what ran when src/edited.vue was edited'])
})

/**
 * @param {string} id
 * @param {import('@rekindle/core').MissReason} [reason]
 * @returns {DiaryCall}
 */
function call(id, reason = { kind: 'new' }) {
  return {
    plugin: 'vue',
    hook: 'transform',
    environment: '',
    id,
    decision: { kind: 'miss', reason },
    key: /** @type {DiaryCall['key']} */ ('0'.repeat(32)),
    milliseconds: 1,
  }
}

/** @param {DiaryCall[][]} updates the calls of each */
async function otherCallsOf(updates) {
  const root = mkdtempSync(join(tmpdir(), 'rekindle-updates-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const cacheFolder = join(root, 'cache')
  const writer = new DiaryWriter(cacheFolder)
  for (const [index, calls] of [[call('src/other.vue'), call('src/edited.vue')], ...updates].entries()) {
    writer.write({
      root: '..',
      startedAt: index * 1000,
      milliseconds: 1,
      processId: process.pid,
      calls,
      plugins: [],
      restoringMilliseconds: 0,
    })
  }
  const files = ['src/edited.vue', 'src/edited-later.vue'].slice(0, updates.length)
  return findOtherCalls({
    root,
    cacheFolder,
    processId: process.pid,
    updates: files.map((file, index) => ({ file: join(root, file), startedAt: (index + 1) * 1000 })),
  })
}
