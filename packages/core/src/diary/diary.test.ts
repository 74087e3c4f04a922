import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CacheKey } from '../key/cache-key.ts'
import type { StoreEvent } from '../store/store-event.ts'
import type { Decision, DiaryBuild, DiaryCall } from './diary.ts'
import { encodeDiaryBuild } from './diary-codec.ts'
import { DiaryWriter } from './diary-writer.ts'
import { readDiary } from './read-diary.ts'
import { removeDiary } from './remove-diary.ts'

let directory: string

beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rekindle-diary-'))
})
afterEach(() => {
  fs.rmSync(directory, { recursive: true, force: true })
})

const decisions: readonly Decision[] = [
  { kind: 'hit' },
  { kind: 'miss', reason: { kind: 'input-changed', input: 'file a', change: 'changed', through: 'b.vue' } },
  {
    kind: 'uncacheable',
    reason: { kind: 'new' },
    refusal: { kind: 'effect', detail: 'fs.writeFile' },
  },
  { kind: 'failed', reason: null },
  { kind: 'bypassed', why: 'a worker' },
  { kind: 'audited', audit: { outcome: 'different', difference: 'code' } },
]

function callOf(decision: Decision, environment = 'client', index = 0): DiaryCall {
  return {
    plugin: 'vue',
    hook: index % 2 === 0 ? 'transform' : 'load',
    environment,
    id: `src/${index}.vue`,
    decision,
    milliseconds: index === 0 ? null : index + 0.25,
    key: String(index).padStart(32, '0') as CacheKey,
  }
}

function buildAt(startedAt: number, calls: readonly DiaryCall[], root = '../../..'): DiaryBuild {
  const plugins = [{ plugin: 'vue', standing: 'trusted', why: 'vouched for' }]
  return { root, startedAt, milliseconds: 12, processId: 7, calls, plugins, restoringMilliseconds: 1 }
}

const ran = [callOf({ kind: 'miss', reason: { kind: 'new' } })]
const restored = [callOf({ kind: 'hit' })]

/** A file for each build, as processes leave them. */
function writeAlone(build: DiaryBuild): void {
  new DiaryWriter(directory).write(build)
}

const startsOf = (builds: readonly DiaryBuild[]): readonly number[] =>
  builds.map(({ startedAt }) => startedAt)

const files = (): readonly string[] => fs.readdirSync(path.join(directory, 'diary')).sort()

describe('a diary', () => {
  it('gives every kind of decision back as it was written, the latest build first', () => {
    const first = buildAt(
      1,
      decisions.map((decision, index) => callOf(decision, 'client', index)),
    )
    const second = buildAt(2, ran)
    const writer = new DiaryWriter(directory)
    writer.write(first)
    writer.write(second)
    expect(readDiary(directory)).toEqual([second, first])
    expect(files()).toHaveLength(1)
  })

  it('tells of a build and of its outputs, which were written down later, as of one build', () => {
    const chunk: DiaryCall = {
      ...callOf({ kind: 'hit' }),
      plugin: 'terser',
      hook: 'renderChunk',
      id: 'dist/a.js',
    }
    const terser = { plugin: 'terser', standing: 'trusted', why: 'vouched for' }
    const build = buildAt(1, ran)
    const outputs = { ...buildAt(1, [chunk]), milliseconds: 20, plugins: [terser] }
    const writer = new DiaryWriter(directory)
    for (const part of [build, outputs, buildAt(2, ran)]) {
      writer.write(part)
    }
    expect(readDiary(directory)).toEqual([
      buildAt(2, ran),
      {
        ...build,
        milliseconds: 20,
        calls: [...ran, chunk],
        plugins: [...build.plugins, terser],
        restoringMilliseconds: 2,
      },
    ])
  })

  it('has no line for a build without plugins and calls', () => {
    writeAlone({ ...buildAt(1, []), plugins: [] })
    expect(readDiary(directory)).toEqual([])
    expect(fs.readdirSync(directory)).toEqual([])
  })

  it('keeps four processes that made something new and one that did not, of each group of environments', () => {
    for (let start = 1; start <= 6; start += 1) {
      writeAlone(buildAt(start, ran))
      writeAlone(buildAt(start + 10, [...restored, callOf({ kind: 'bypassed', why: 'x' })]))
    }
    writeAlone(buildAt(30, [callOf({ kind: 'bypassed', why: 'x' }, 'ssr')]))
    expect(startsOf(readDiary(directory))).toEqual([30, 16, 6, 5, 4, 3])
  })

  it('keeps projects that share a cache apart, and 64 files in all', () => {
    for (let project = 0; project < 70; project += 1) {
      writeAlone(buildAt(project, ran, `../../${project}`))
    }
    expect(files()).toHaveLength(64)
    expect(Math.min(...startsOf(readDiary(directory)))).toBe(6)
  })

  it('begins another file after 64 rebuilds of a process', () => {
    const writer = new DiaryWriter(directory)
    for (let rebuild = 0; rebuild < 70; rebuild += 1) {
      writer.write(buildAt(rebuild, ran))
    }
    expect(files()).toHaveLength(2)
    expect(readDiary(directory)).toHaveLength(70)
  })

  it('begins another file when its own is gone', () => {
    const writer = new DiaryWriter(directory)
    writer.write(buildAt(1, ran))
    removeDiary(directory)
    writer.write(buildAt(2, ran))
    expect(startsOf(readDiary(directory))).toEqual([2])
  })
})

describe('a damaged diary', () => {
  it('counts as missing from any damaged byte on, line by line, with an event for each line', () => {
    const writer = new DiaryWriter(directory)
    writer.write(buildAt(1, ran))
    writer.write(buildAt(2, ran))
    const [name = ''] = files()
    const file = path.join(directory, 'diary', name)
    const whole = fs.readFileSync(file)
    const firstLine = whole.indexOf('\n')
    for (let at = 0; at < firstLine; at += 7) {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] as number) ^ 1
      fs.writeFileSync(file, bytes)
      const events: StoreEvent[] = []
      expect(startsOf(readDiary(directory, (event) => events.push(event)))).toEqual([2])
      expect(events.every(({ kind }) => kind === 'corrupt')).toBe(true)
      expect(events).not.toEqual([])
    }
  })

  it('counts up to where it was cut off', () => {
    const writer = new DiaryWriter(directory)
    writer.write(buildAt(1, ran))
    writer.write(buildAt(2, ran))
    const file = path.join(directory, 'diary', files()[0] ?? '')
    fs.truncateSync(file, fs.statSync(file).size - 5)
    const events: StoreEvent[] = []
    expect(startsOf(readDiary(directory, (event) => events.push(event)))).toEqual([1])
    expect(events).toMatchObject([{ kind: 'corrupt', part: 'diary', reason: 'checksum' }])
  })

  it('is passed over where a line is whole and not understood', () => {
    const line = encodeDiaryBuild(buildAt(1, ran))
    expect(line).toContain('"format":1')
    writeAlone(buildAt(2, ran))
    const file = path.join(directory, 'diary', files()[0] ?? '')
    fs.appendFileSync(file, 'no line\n')
    fs.appendFileSync(file, line)
    expect(startsOf(readDiary(directory))).toEqual([2, 1])
  })
})

describe('removing a diary', () => {
  it('leaves files of others', () => {
    writeAlone(buildAt(1, ran))
    fs.writeFileSync(path.join(directory, 'diary', 'notes.txt'), 'mine')
    expect(removeDiary(directory)).toBe(1)
    expect(files()).toEqual(['notes.txt'])
    expect(removeDiary(path.join(directory, 'none'))).toBe(0)
  })
})
