import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { EqualWrites } from './equal-writes.ts'
import { KeptTimes } from './kept-times.ts'

function createFolder(): (file: string) => string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rekindle-test-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  return (file) => path.join(folder, file)
}

const timeOf = (file: string): number => fs.statSync(file).mtimeMs

describe('KeptTimes', () => {
  /** A file that a build has written, and further builds of it; `before` happens before the bundler begins. */
  async function createBuilds() {
    const file = createFolder()('out.js')
    const times = new KeptTimes()
    const build = async (text: string, before: () => void = () => {}): Promise<number> => {
      await delay(20)
      times.startBuild()
      before()
      times.look()
      fs.writeFileSync(file, text)
      times.keep([file])
      return timeOf(file)
    }
    return { file, build, first: await build('text') }
  }

  it('gives an equal file the very time that it had, however often it is written', async () => {
    const { build, first } = await createBuilds()
    const times = [await build('text'), await build('text'), await build('text')]
    expect(times).toEqual([first, first, first])
  })

  it('gives it back to a file that was removed in between, as Vite does', async () => {
    const { file, first } = await createBuilds()
    const times = new KeptTimes()
    times.keep([file])
    times.startBuild()
    times.look()
    await delay(20)
    fs.rmSync(file)
    fs.writeFileSync(file, 'text')
    times.keep([file])
    expect(timeOf(file)).toBe(first)
  })

  it('lets a changed file have the time at which it was written', async () => {
    const { build, first } = await createBuilds()
    const second = await build('other')
    expect(second).toBeGreaterThan(first)
    expect(await build('other')).toBe(second)
    expect(await build('text')).toBeGreaterThan(second)
  })

  it('lets a file that somebody has edited meanwhile have it as well', async () => {
    const { file, build, first } = await createBuilds()
    expect(await build('text', () => fs.writeFileSync(file, 'mine'))).toBeGreaterThan(first)
  })

  it('does so after a build that has failed, too', async () => {
    const { file, build, first } = await createBuilds()
    const times = new KeptTimes()
    times.keep([file])
    times.startBuild()
    times.look()
    // It wrote nothing.
    await delay(20)
    fs.writeFileSync(file, 'mine')
    times.startBuild()
    times.look()
    fs.writeFileSync(file, 'text')
    times.keep([file])
    expect(timeOf(file)).toBeGreaterThan(first)
    expect(await build('text')).toBeGreaterThan(first)
  })
})

describe('EqualWrites', () => {
  it('leaves an expected file alone that has these bytes, and writes all else', async () => {
    const at = createFolder()
    const writes = new EqualWrites()
    const { writeFile } = writes.functions
    for (const name of ['equal', 'longer', 'other', 'unexpected']) {
      fs.writeFileSync(at(name), 'bytes')
    }
    const before = timeOf(at('equal'))
    await delay(20)
    writes.expect(['equal', 'longer', 'other', 'absent'].map(at))
    await writeFile(at('equal'), new TextEncoder().encode('bytes'))
    await writeFile(at('longer'), 'bytes and more')
    await writeFile(at('other'), 'bites')
    await writeFile(at('absent'), 'bytes')
    await writeFile(at('unexpected'), 'bytes')
    expect(timeOf(at('equal'))).toBe(before)
    expect(['longer', 'other', 'absent'].map((name) => fs.readFileSync(at(name), 'utf8'))).toEqual([
      'bytes and more',
      'bites',
      'bytes',
    ])
    expect(timeOf(at('unexpected'))).toBeGreaterThan(before)
    // A plugin that writes the same path later means it.
    await writeFile(at('equal'), 'bytes')
    expect(timeOf(at('equal'))).toBeGreaterThan(before)
  })
})
