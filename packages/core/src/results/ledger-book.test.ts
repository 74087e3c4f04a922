import { expect, it } from 'vitest'
import type { RecordedInput } from '../fingerprint/input.ts'
import { fingerprintOf } from '../key/cache-key.ts'
import { LedgerBook } from './ledger-book.ts'

function input(name: string, content = ''): RecordedInput {
  return { kind: 'file', name, state: fingerprintOf(content), through: 'src/a.css' }
}

it('writes the inputs of a ledger once, and then the name of the one that has them', () => {
  const inputs = Array.from({ length: 100 }, (_, index) => input(`${index}.css`))
  const book = new LedgerBook()
  const [first, second] = [book.add('first', inputs), book.add('second', [...inputs])]
  const third = book.add('third', [...inputs.slice(1), input('0.css', 'edited')])
  expect(second).toBe('["second","first"]')
  expect(third.length).toBeGreaterThan(first.length / 2)

  const next = new LedgerBook()
  for (const text of [third, second, first]) {
    next.addWritten(text)
  }
  expect(next.inputsOf('second')).toEqual(inputs)
  expect(next.inputsOf('third')?.at(-1)).toEqual(input('0.css', 'edited'))
})

it('does not know a ledger whose inputs are those of a lost one', () => {
  const book = new LedgerBook()
  book.addWritten('["second","first"]')
  expect(book.inputsOf('second')).toBeNull()
})

it.each(['', '{', 'null', '[1,[]]', '["a",[["file"]]]', '["a",7]'])('takes %j for no ledger', (text) => {
  const book = new LedgerBook()
  book.addWritten(text)
  expect(book.inputsOf('a')).toBeNull()
})
