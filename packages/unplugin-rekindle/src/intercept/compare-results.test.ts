import { describe, expect, it } from 'vitest'
import { type ComparedResult, firstDifference } from './compare-results.ts'
import type { JournalStep } from './journal.ts'

const shape = { form: 'object', code: 'text', map: 'null', rest: null } as const

function result(
  code: string,
  journal: readonly JournalStep[] = [],
  more: Partial<ComparedResult> = {},
): ComparedResult {
  return { shape, code, map: null, journal, ...more }
}

function emitted(reference: string, text = 'body'): JournalStep {
  return { step: 'emit', file: { type: 'asset', name: 'a' }, source: { form: 'text', text }, reference }
}

function watched(file: string): JournalStep {
  return { step: 'watch', file }
}

describe('firstDifference', () => {
  it.each<readonly [string, ComparedResult, ComparedResult]>([
    ['equal code', result('a'), result('a')],
    [
      'other ids of the same emitted files',
      result('see one and two', [emitted('one'), emitted('two')]),
      result('see three and one', [emitted('three'), emitted('one')]),
    ],
    [
      'another order of watched files, and one twice',
      result('a', [watched('x'), watched('y')]),
      result('a', [watched('y'), watched('x'), watched('y')]),
    ],
    [
      'other printed lines',
      result('a', [{ step: 'print', channel: 'console', method: 'log', args: ['done in 3 ms'] }]),
      result('a'),
    ],
  ])('finds none with %s', (_name, stored, fresh) => {
    expect(firstDifference(stored, fresh)).toBeNull()
  })

  it.each<readonly [string, ComparedResult, ComparedResult]>([
    ['code: line 2 was "b" and is "c"', result('a\nb'), result('a\nc')],
    ['code: line 2 was missing and is "b"', result('a'), result('a\nb')],
    ['code: line 2 was "b" and is missing', result('a\nb'), result('a')],
    [
      `code: line 1 was "...${'x'.repeat(30)}1" and is "...${'x'.repeat(30)}2"`,
      result(`${'x'.repeat(99)}1`),
      result(`${'x'.repeat(99)}2`),
    ],
    ['source map', result('a', [], { map: '{}' }), result('a')],
    ['form of its map', result('a'), result('a', [], { shape: { ...shape, map: 'absent' } })],
    ['other properties of the result', result('a'), result('a', [], { shape: { ...shape, rest: '[]' } })],
    ['effect: `emit`', result('a', [emitted('one')]), result('a', [emitted('one', 'other')])],
    ['effect: `log`', result('a'), result('a', [{ step: 'log', level: 'warn', log: 'x', position: null }])],
    ['effect: `watch`', result('a', [watched('x')]), result('a')],
    [
      'code: line 1 was "see <file 0>" and is "see <file 1>"',
      result('see one', [emitted('one'), emitted('two')]),
      result('see four', [emitted('three'), emitted('four')]),
    ],
  ])('says: %s', (difference, stored, fresh) => {
    expect(firstDifference(stored, fresh)).toBe(difference)
  })
})
