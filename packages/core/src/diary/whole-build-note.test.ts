import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { removeDiary } from './remove-diary.ts'
import { readWholeBuildNote, type WholeBuildNote, writeWholeBuildNote } from './whole-build-note.ts'

let directory: string

beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rekindle-note-'))
})
afterEach(() => {
  fs.rmSync(directory, { recursive: true, force: true })
})

const note: WholeBuildNote = {
  root: '../../..',
  at: 1,
  processId: 2,
  outcome: 'kept',
  outputs: 3,
  inputs: 4,
  missed: 'file a.js changed',
  declined: null,
}

it('the last note of a project is given back, and each project has its own', () => {
  const other: WholeBuildNote = { ...note, root: '../..', outcome: 'declined', declined: 'esbuild' }
  for (const one of [{ ...note, outputs: 1 }, note, other]) {
    writeWholeBuildNote(directory, one)
  }
  expect(readWholeBuildNote(directory, note.root)).toEqual(note)
  expect(readWholeBuildNote(directory, other.root)).toEqual(other)
  expect(readWholeBuildNote(directory, 'elsewhere')).toBeNull()
})

it.each([
  '',
  '{',
  'null',
  JSON.stringify({ ...note, outputs: 'three' }),
  JSON.stringify({ ...note, outcome: 'lost' }),
  JSON.stringify({ ...note, missed: 7 }),
  JSON.stringify({ ...note, root: 'elsewhere' }),
])('a damaged note is none: %s', (text) => {
  writeWholeBuildNote(directory, note)
  const [file = ''] = fs.readdirSync(path.join(directory, 'diary'))
  fs.writeFileSync(path.join(directory, 'diary', file), text)
  expect(readWholeBuildNote(directory, note.root)).toBeNull()
})

it('notes go with the diary', () => {
  writeWholeBuildNote(directory, note)
  expect(removeDiary(directory)).toBe(1)
  expect(fs.readdirSync(directory)).toEqual([])
})
