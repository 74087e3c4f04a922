import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type KeyWords, parseKeyWords } from './key-words.ts'
import { type RecordHeader, recordKind } from './record-header.ts'
import { RowList } from './record-row.ts'
import { RecordTable } from './record-table.ts'
import { keyOf } from './store-test-room.ts'

function headerOf(key: KeyWords, recordedAt: number, identity: number, isTable = false): RecordHeader {
  return {
    kind: isTable ? recordKind.table : recordKind.candidate,
    key,
    recordedAt,
    headEncoding: 1,
    codeEncoding: 0,
    mapEncoding: 0,
    headBytes: 2,
    codeBytes: 0,
    mapBytes: 0,
    headChecksum: 0,
    codeChecksum: 0,
    mapChecksum: 0,
    identity,
  }
}

/** One record as the model sees it. */
interface Modelled {
  key: number
  recordedAt: number
  identity: number
}

describe('the record table', () => {
  it('agrees with a plain list of records, whatever is loaded, added and dropped', () => {
    const anyRecord = fc.record({
      key: fc.nat(12),
      recordedAt: fc.nat(6),
      identity: fc.integer({ min: 1, max: 5 }),
    })
    const anyStep = fc.oneof(
      fc.record({ kind: fc.constant('load' as const), records: fc.array(anyRecord, { maxLength: 12 }) }),
      fc.record({ kind: fc.constant('add' as const), key: fc.nat(12) }),
      fc.record({ kind: fc.constant('drop' as const), key: fc.nat(12), position: fc.nat(3) }),
    )
    fc.assert(
      fc.property(
        fc.array(anyStep, { maxLength: 20 }),
        fc.integer({ min: 1, max: 4 }),
        (steps, maxPerKey) => {
          const table = new RecordTable(maxPerKey)
          const keyToModel = new Map<number, Modelled[]>()
          const insert = (record: Modelled): void => {
            const chain = keyToModel.get(record.key) ?? []
            const isTwin = chain.some(
              (one) => one.recordedAt === record.recordedAt && one.identity === record.identity,
            )
            if (isTwin && record.identity !== 0) return
            const at = chain.findIndex((one) => one.recordedAt <= record.recordedAt)
            chain.splice(at === -1 ? chain.length : at, 0, record)
            keyToModel.set(record.key, chain.slice(0, maxPerKey))
          }
          let pending = 0
          for (const step of steps) {
            if (step.kind === 'load') {
              const rows = new RowList()
              for (const record of step.records) {
                rows.add(headerOf(parseKeyWords(keyOf(record.key)), record.recordedAt, record.identity), 16)
                insert(record)
              }
              table.load(rows.words(), 0)
            } else if (step.kind === 'add') {
              const recordedAt = table.newestTime
              const row = table.addPending(parseKeyWords(keyOf(step.key)), recordedAt, false)
              pending += 1
              const identity = 1000 + pending
              table.place(row, headerOf(parseKeyWords(keyOf(step.key)), recordedAt, identity), 0, 16)
              insert({ key: step.key, recordedAt, identity })
            } else {
              const row = table.rowsOf(parseKeyWords(keyOf(step.key)))[step.position]
              if (row === undefined) continue
              expect(table.drop(row)).toBe(true)
              expect(table.drop(row)).toBe(false)
              keyToModel.get(step.key)?.splice(step.position, 1)
            }
            for (let key = 0; key <= 12; key++) {
              const identities = table.rowsOf(parseKeyWords(keyOf(key))).map((row) => table.wordsOf(row)[13])
              expect(identities).toEqual((keyToModel.get(key) ?? []).map((record) => record.identity))
            }
            expect([...table.liveRows()].length).toBe([...keyToModel.values()].flat().length)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('finds keys whose first words are equal', () => {
    const table = new RecordTable(8)
    const rows = new RowList()
    for (let last = 0; last < 2000; last++) rows.add(headerOf([5, 0, 0, last], 1, last + 1), 16)
    table.load(rows.words(), 0)
    for (let last = 0; last < 2000; last++) {
      expect(table.rowsOf([5, 0, 0, last]).map((row) => table.wordsOf(row)[13])).toEqual([last + 1])
    }
    expect(table.rowsOf([5, 0, 0, 2000])).toEqual([])
  })

  it('keeps records of tables apart, in the order of time', () => {
    const table = new RecordTable(1)
    const rows = new RowList()
    for (const [recordedAt, identity] of [
      [3, 3],
      [1, 1],
      [2, 2],
      [2, 2],
      [2, 4],
    ] as const) {
      rows.add(headerOf([1, 2, 3, 4], recordedAt, identity, true), 16)
    }
    table.load(rows.words(), 0)
    expect(table.tableRows.map((row) => table.wordsOf(row)[13])).toEqual([1, 2, 4, 3])
    expect(table.rowsOf([1, 2, 3, 4])).toEqual([])
  })

  it('holds 100,000 records in less than 50 MB', () => {
    const table = new RecordTable(8)
    const rows = new RowList()
    for (let number = 0; number < 100_000; number++) {
      rows.add(headerOf([Math.imul(number, 2_654_435_761) >>> 0, number, 0, 0], 1, number + 1), 16)
    }
    const words = rows.words().slice()
    const before = process.memoryUsage().arrayBuffers
    table.load(words, 0)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000)
    expect(table.rowsOf([Math.imul(99_999, 2_654_435_761) >>> 0, 99_999, 0, 0])).toHaveLength(1)
  })
})
