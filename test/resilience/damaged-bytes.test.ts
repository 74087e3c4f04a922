import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { StoreEvent } from '@rekindle/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordHeaderBytes } from '../../packages/core/src/store/record-header.ts'
import { type FileKind, type PlacedHeader, PristineCache } from '../kit/store/pristine-cache.ts'

const isNightly = process.env.REKINDLE_NIGHTLY === '1'
const modules = 40
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rekindle-damaged-'))
let cache: PristineCache
beforeAll(async () => {
  cache = await PristineCache.create({ directory: path.join(folder, 'cache'), modules })
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const seed = Number(process.env.REKINDLE_SEED ?? Date.now() % 2 ** 31)
const flipsPerClass = isNightly ? 200 : 12

/** The parts that the store has found damaged. */
function damagedParts(events: readonly StoreEvent[]): string[] {
  return events.flatMap((event) => (event.kind === 'corrupt' ? [event.part] : []))
}

/** Bytes of a file that mean the same. */
interface PositionClass {
  readonly name: string
  readonly file: FileKind
  /** First byte and the one after the last; of one record of the segment, if the class is a part of records. */
  readonly range: (record: PlacedHeader) => readonly [number, number]
  /** What the events may call it. */
  readonly parts: readonly string[]
  /** Modules that it may cost. */
  readonly cost: 0 | 1
}

/** A part of the header of a record. */
function ofHeader(name: string, from: number, to: number): PositionClass {
  const range = ({ offset }: PlacedHeader) => [offset + from, offset + to] as const
  return { name, file: 'pack', range, parts: ['record-header'], cost: 1 }
}

const classes: readonly PositionClass[] = [
  { name: 'header of the segment', file: 'pack', range: () => [0, 16], parts: ['segment-header'], cost: 0 },
  ofHeader('magic of a record', 0, 4),
  ofHeader('kind and encodings', 4, 8),
  ofHeader('key', 8, 24),
  ofHeader('time', 24, 32),
  ofHeader('lengths', 32, 44),
  ofHeader('checksums of sections', 44, 56),
  ofHeader('checksum of the header', 56, 60),
  {
    name: 'head',
    file: 'pack',
    range: ({ offset, header }) => section(offset, 0, header.headBytes),
    parts: ['head'],
    cost: 1,
  },
  {
    name: 'code',
    file: 'pack',
    range: ({ offset, header }) => section(offset, header.headBytes, header.codeBytes),
    parts: ['code'],
    cost: 1,
  },
  {
    name: 'map',
    file: 'pack',
    range: ({ offset, header }) => section(offset, header.headBytes + header.codeBytes, header.mapBytes),
    parts: ['map'],
    cost: 1,
  },
  { name: 'header of the index', file: 'index', range: () => [0, 36], parts: ['index'], cost: 0 },
  { name: 'checksum of the index', file: 'index', range: () => [36, 40], parts: ['index'], cost: 0 },
  {
    name: 'rows of the index',
    file: 'index',
    range: () => [40, 40 + modules * 56],
    parts: ['index'],
    cost: 0,
  },
]

function section(offset: number, before: number, bytes: number): readonly [number, number] {
  const start = offset + recordHeaderBytes + before
  return [start, start + bytes]
}

describe(`a flipped bit (seed ${seed})`, () => {
  test.each(classes)('in $name is noticed and costs at most one module', async (positions) => {
    const records = cache.records().filter((record) => {
      const [start, end] = positions.range(record)
      return end > start
    })
    const flips = fc.sample(
      fc.record({
        record: fc.constantFrom(...records),
        at: fc.noBias(fc.nat()),
        bit: fc.integer({ min: 0, max: 7 }),
      }),
      { numRuns: flipsPerClass, seed },
    )
    for (const { record, at, bit } of flips) {
      const [start, end] = positions.range(record)
      const position = start + (at % (end - start))
      const bytes = Buffer.from(cache.files[positions.file].bytes)
      bytes[position] = bytes[position]! ^ (1 << bit)
      cache.restore({ [positions.file]: bytes })
      const outcome = await cache.build()
      const context = `${positions.file}, byte ${position}, bit ${bit}`
      expect(outcome.hits, context).toBe(modules - positions.cost)
      expect(damagedParts(outcome.events), context).toEqual(positions.parts)
      // What was lost has been made again.
      expect((await cache.build()).hits, context).toBe(modules)
    }
  })

  test('in the record of uses costs nothing', async () => {
    const { bytes } = cache.files.usage
    for (let position = 0; position < bytes.length; position += 7) {
      const damaged = Buffer.from(bytes)
      damaged[position] = damaged[position]! ^ 0x40
      cache.restore({ usage: damaged })
      // Many entries: uses are looked at only when something has to go.
      const outcome = await cache.build({ limits: { maxEntries: modules - 1 } })
      expect(outcome.hits).toBe(modules)
      expect(damagedParts(outcome.events)).toEqual(['usage'])
    }
  })
})

describe('a file that was cut short', () => {
  const cuts = isNightly ? 2000 : 100

  test.each(['pack', 'index'] as const)(`at ${cuts} places costs what stood behind: the %s`, async (file) => {
    const { bytes } = cache.files[file]
    const ends = cache
      .records()
      .map((_record, index, all) => all[index + 1]?.offset ?? cache.files.pack.bytes.length)
    for (let cut = 0; cut < cuts; cut++) {
      const length = Math.floor((bytes.length * cut) / cuts)
      cache.restore({ [file]: bytes.subarray(0, length) })
      const outcome = await cache.build({ isReadOnly: true })
      const whole = file === 'pack' ? ends.filter((end) => end <= length).length : modules
      expect(outcome.hits, `cut to ${length} of ${bytes.length} bytes`).toBe(whole)
    }
  })
})

describe('zeroed blocks', () => {
  test.each([
    ['pack', 512],
    ['pack', 4096],
    ['index', 512],
    ['index', 4096],
  ] as const)('in the %s, of %d bytes, never reach a build', async (file, size) => {
    const { bytes } = cache.files[file]
    for (let start = 0; start < bytes.length; start += size) {
      for (const hasIndex of file === 'pack' ? [true, false] : [true]) {
        const damaged = Buffer.from(bytes).fill(0, start, Math.min(start + size, bytes.length))
        cache.restore({ [file]: damaged, ...(hasIndex ? {} : { index: null }) })
        const outcome = await cache.build({ isReadOnly: true })
        const context = `${file}, ${size} bytes from ${start}`
        if (file === 'index') expect(outcome.hits, context).toBe(modules)
        else expect(outcome.hits, context).toBeGreaterThanOrEqual(modules - recordsIn(start, start + size))
        expect(damagedParts(outcome.events), context).not.toEqual([])
      }
    }
  })

  /** How many records a stretch of the segment touches. */
  function recordsIn(start: number, end: number): number {
    const records = cache.records()
    return records.filter(({ offset }, index) => {
      const next = records[index + 1]?.offset ?? cache.files.pack.bytes.length
      return offset < end && next > start
    }).length
  }
})
