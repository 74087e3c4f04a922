import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SeenStart } from './start-note.ts'

const NOTE = 'node_modules/.cache/rekindle-start.json'
const before = process.cwd()
let folder = ''

beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rekindle-start-')))
  fs.mkdirSync(path.join(folder, 'node_modules'))
  fs.writeFileSync(path.join(folder, 'config.mjs'), 'export default {}')
  process.chdir(folder)
})

afterEach(() => {
  vi.useRealTimers()
  process.chdir(before)
  fs.rmSync(folder, { recursive: true })
})

type Notes = typeof import('./start-note.ts')

/** As a new process of the same command knows it. */
async function newProcess(): Promise<Notes> {
  vi.resetModules()
  return await import('./start-note.ts')
}

function quiet({ stampOf }: Notes): SeenStart {
  const stamp = stampOf(path.join(folder, 'config.mjs'))
  return {
    bundler: 'vite',
    files: stamp === null ? [] : [stamp],
    ...{ options: '{}', subject: 'production', plugins: [], awaited: [], cacheDirectory: folder },
    report: { times: {} },
  }
}

async function noteQuiet(): Promise<void> {
  const notes = await newProcess()
  notes.noteQuietStart(quiet(notes))
}

async function isExpected(): Promise<boolean> {
  return (await newProcess()).expectedStart('vite') !== null
}

test('a quiet build is expected until its config changes', async () => {
  expect(await isExpected()).toBe(false)
  await noteQuiet()
  expect(await isExpected()).toBe(true)
  fs.writeFileSync('config.mjs', 'export default {} ')
  expect(await isExpected()).toBe(false)
  fs.rmSync('config.mjs')
  expect(await isExpected()).toBe(false)
})

test('a quiet build is expected for a day', async () => {
  await noteQuiet()
  const now = Date.now()
  vi.useFakeTimers()
  vi.setSystemTime(now + 86_000_000)
  expect(await isExpected()).toBe(true)
  vi.setSystemTime(now + 86_500_000)
  expect(await isExpected()).toBe(false)
  // The clock was set back.
  vi.setSystemTime(now - 10_000)
  expect(await isExpected()).toBe(false)
})

test('once something was called after all, nothing is expected for a day, whatever the builds meanwhile say', async () => {
  await noteQuiet()
  ;(await newProcess()).noteLoudStart('vite')
  await noteQuiet()
  expect(await isExpected()).toBe(false)
  vi.useFakeTimers()
  vi.setSystemTime(Date.now() + 86_500_000)
  await noteQuiet()
  expect(await isExpected()).toBe(true)
})

test('of each bundler a build of its own is expected', async () => {
  await noteQuiet()
  const notes = await newProcess()
  notes.noteLoudStart('rollup')
  notes.noteQuietStart({ ...quiet(notes), bundler: 'esbuild' })
  notes.noteQuietStart({ ...quiet(notes), bundler: 'esbuild' })
  const { expectedStart } = await newProcess()
  expect(expectedStart('vite')?.bundler).toBe('vite')
  expect(expectedStart('esbuild')?.bundler).toBe('esbuild')
  expect(expectedStart('rollup')).toBeNull()
})

test('where the bundler does not tell its config, a build is expected once it was made twice in succession', async () => {
  const notes = await newProcess()
  const start = { ...quiet(notes), bundler: 'rollup' } as const
  for (const subject of ['one', 'other', 'one', 'one']) {
    expect((await newProcess()).expectedStart('rollup'), subject).toBeNull()
    notes.noteQuietStart({ ...start, subject })
  }
  expect((await newProcess()).expectedStart('rollup')).toMatchObject({ subject: 'one', times: 2 })
})

test('nothing is expected where the command line or a log asks for more', async () => {
  await noteQuiet()
  for (const [name, value] of [
    ['REKINDLE_RUN', '{}'],
    ['DEBUG', 'rekindle:*'],
    ['CI', 'another command'],
  ] as const) {
    vi.stubEnv(name, value)
    expect(await isExpected(), name).toBe(false)
    vi.unstubAllEnvs()
  }
  expect(await isExpected()).toBe(true)
})

test('what is no note is none, and is written anew', async () => {
  for (const text of ['', '{}', 'null', '{"format":2,"starts":[null,7,{"kind":"quiet"}]}']) {
    await noteQuiet()
    fs.writeFileSync(NOTE, text)
    expect(await isExpected(), text).toBe(false)
    await noteQuiet()
    expect(await isExpected(), text).toBe(true)
  }
})

test('a note names no argument of the command', async () => {
  process.argv.push('--token=secret')
  await noteQuiet()
  process.argv.pop()
  expect(fs.readFileSync(NOTE, 'utf8')).not.toContain('secret')
  expect(await isExpected()).toBe(false)
})

test('without packages, and where nothing can be written, no note is kept', async () => {
  fs.rmSync('node_modules', { recursive: true })
  await noteQuiet()
  expect(fs.existsSync('node_modules')).toBe(false)
  fs.mkdirSync('node_modules')
  fs.writeFileSync('node_modules/.cache', '')
  await noteQuiet()
  expect(await isExpected()).toBe(false)
})
