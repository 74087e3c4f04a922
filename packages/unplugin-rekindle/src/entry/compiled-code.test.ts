import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const FILE = 'node_modules/.cache/rekindle-engine.bin'
const SOURCE = { text: 'exports.one = 1', file: '/app/one.cjs' }
const before = process.cwd()
let folder = ''

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rekindle-code-'))
  fs.mkdirSync(path.join(folder, 'node_modules'))
  process.chdir(folder)
  vi.resetModules()
})

afterEach(() => {
  process.chdir(before)
  fs.rmSync(folder, { recursive: true })
})

test('code is read as it was kept, with how often that was', async () => {
  const { readCode, writeCode } = await import('./compiled-code.ts')
  expect(readCode(SOURCE)).toBeNull()
  writeCode(SOURCE, Buffer.from('code'), 1)
  expect(readCode(SOURCE)).toEqual({ code: Buffer.from('code'), times: 1 })
  writeCode(SOURCE, Buffer.from('more code'), 2)
  expect(readCode(SOURCE)).toEqual({ code: Buffer.from('more code'), times: 2 })
  expect(fs.readdirSync('node_modules/.cache')).toEqual(['rekindle-engine.bin'])
})

test('code of another source, another place or another runtime is none', async () => {
  const { readCode, writeCode } = await import('./compiled-code.ts')
  writeCode(SOURCE, Buffer.from('code'), 1)
  expect(readCode({ ...SOURCE, text: 'exports.one = 2' })).toBeNull()
  expect(readCode({ ...SOURCE, file: '/app/two.cjs' })).toBeNull()
  vi.stubGlobal('process', { ...process, version: 'v1.0.0' })
  expect(readCode(SOURCE)).toBeNull()
  vi.unstubAllGlobals()
  expect(readCode(SOURCE)).not.toBeNull()
})

test('code with any byte changed or missing is none', async () => {
  const { readCode, writeCode } = await import('./compiled-code.ts')
  writeCode(SOURCE, Buffer.from('compiled'), 1)
  const bytes = fs.readFileSync(FILE)
  for (let at = 0; at < bytes.length; at += 1) {
    const damaged = Buffer.from(bytes)
    damaged.writeUInt8(damaged.readUInt8(at) ^ 0x10, at)
    fs.writeFileSync(FILE, damaged)
    const read = readCode(SOURCE)
    // How often it was kept is only counted.
    expect(at >= 4 && at < 8 ? read?.code.toString() : read, String(at)).toEqual(
      at >= 4 && at < 8 ? 'compiled' : null,
    )
    fs.writeFileSync(FILE, bytes.subarray(0, at))
    expect(readCode(SOURCE), String(at)).toBeNull()
  }
})

test('without packages, and where nothing can be written, nothing is kept', async () => {
  const { readCode, writeCode } = await import('./compiled-code.ts')
  fs.writeFileSync('node_modules/.cache', '')
  writeCode(SOURCE, Buffer.from('code'), 1)
  expect(readCode(SOURCE)).toBeNull()
  fs.rmSync('node_modules', { recursive: true })
  writeCode(SOURCE, Buffer.from('code'), 1)
  expect(fs.existsSync('node_modules')).toBe(false)
})
