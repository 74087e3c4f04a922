import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Ajv } from 'ajv'
import { type Plugin, rollup } from 'rollup'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RekindleOptions } from '../options/options.ts'
import rekindle from '../rollup.ts'
import type { BuildReport } from './build-statistics.ts'

const schema = JSON.parse(
  fs.readFileSync(new URL('../../report.schema.json', import.meta.url), 'utf8'),
) as object

let project: string
let before: string

beforeEach(() => {
  before = process.cwd()
  project = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rekindle-report-')))
  process.chdir(project)
  fs.writeFileSync('main.js', 'import "./a.js"; import "./b.js"; import "./written.js"')
  for (const name of ['a', 'b', 'written']) {
    fs.writeFileSync(`${name}.js`, `console.log('${name}')`)
  }
})
afterEach(() => {
  process.chdir(before)
  fs.rmSync(project, { recursive: true, force: true })
})

/** Each module waits for 5 ms; one writes a file, so that its result is never kept. */
function slow(): Plugin {
  return {
    name: 'slow',
    async transform(code, id) {
      const { writeFileSync } = process.getBuiltinModule('node:fs')
      await new Promise((resolve) => setTimeout(resolve, 5))
      if (id.endsWith('written.js')) {
        writeFileSync('written.txt', '')
      }
      return id.endsWith('main.js') ? null : `${code}\nconsole.log(1)`
    },
  }
}

async function build(options: RekindleOptions): Promise<void> {
  const bundle = await rollup({
    input: 'main.js',
    plugins: [rekindle({ plugins: { slow: true }, ...options }), slow()],
  })
  await bundle.close()
}

const readJson = (file: string): unknown => JSON.parse(fs.readFileSync(file, 'utf8'))

describe('the report', () => {
  it('has the published form, cold and warm, and tells what was saved', async () => {
    const validate = new Ajv({ strict: true, strictTypes: false }).compile(schema)
    const reports: BuildReport[] = []
    for (const _state of ['cold', 'warm']) {
      await build({ report: 'report.json' })
      const report = readJson('report.json')
      expect(validate(report), JSON.stringify(validate.errors)).toBe(true)
      reports.push(report as BuildReport)
    }
    const [cold, warm] = reports as [BuildReport, BuildReport]
    expect(cold.hookTimes['slow']?.['transform']).toMatchObject({
      ran: { count: 4 },
      restored: null,
      saved: 0,
    })
    expect(warm.hookTimes['slow']?.['transform']).toMatchObject({ ran: { count: 2 }, restored: { count: 2 } })
    // The hooks have waited together: what they have cost in all is no more than that.
    expect(cold.times.ran).toBeGreaterThanOrEqual(4)
    expect(cold.times.ran).toBeLessThanOrEqual(cold.times.build)
    expect(warm.times.saved).toBeGreaterThanOrEqual(1)
    expect(warm.memory).toMatchObject({ builds: 1, verdict: 'unknown' })
  })

  it('is turned down by the published form with a field too many or too few', async () => {
    await build({ report: 'report.json' })
    const validate = new Ajv({ strict: true, strictTypes: false }).compile(schema)
    const { times, ...rest } = readJson('report.json') as BuildReport
    expect(validate(rest)).toBe(false)
    expect(validate({ ...rest, times, more: 1 })).toBe(false)
    expect(validate({ ...rest, times: { ...times, saved: -1 } })).toBe(false)
  })
})

interface TraceEvent {
  readonly name: string
  readonly cat: string
  readonly ph: string
  readonly ts: number
  readonly dur?: number
  readonly pid: number
  readonly tid: number
  readonly args: Readonly<Record<string, unknown>>
}

describe('the trace', () => {
  it('follows the rules of the Trace Event format, and no two calls of a lane overlap', async () => {
    await build({ trace: 'trace.json' })
    const { traceEvents } = readJson('trace.json') as { traceEvents: TraceEvent[] }
    const calls = traceEvents.filter(({ ph }) => ph === 'X')
    expect(calls.map(({ name, cat, args }) => [name, cat, args['module']]).sort()).toEqual([
      ['slow transform', 'stored', 'a.js'],
      ['slow transform', 'stored', 'b.js'],
      ['slow transform', 'uncacheable', 'main.js'],
      ['slow transform', 'uncacheable', 'written.js'],
    ])
    for (const { ph, ts, dur, pid, tid, name } of traceEvents) {
      expect(['X', 'M']).toContain(ph)
      expect([ts, pid, tid].every((number) => Number.isSafeInteger(number) && number >= 0)).toBe(true)
      expect(name).not.toBe('')
      expect(ph === 'M' ? dur : Number.isSafeInteger(dur) && Number(dur) >= 0).toBe(
        ph === 'M' ? undefined : true,
      )
    }
    const named = new Set(traceEvents.filter(({ name }) => name === 'thread_name').map(({ tid }) => tid))
    for (const lane of new Set(calls.map(({ tid }) => tid))) {
      expect(named).toContain(lane)
      const inOrder = calls.filter(({ tid }) => tid === lane).sort((one, other) => one.ts - other.ts)
      inOrder.slice(1).forEach((call, index) => {
        const { ts, dur = 0 } = inOrder[index]!
        expect(ts + dur).toBeLessThanOrEqual(call.ts)
      })
    }
    // Three modules wait at the same time.
    expect(named.size).toBeGreaterThanOrEqual(3)
  })
})

describe('the line at the end of a build', () => {
  async function linesOf(options: RekindleOptions): Promise<readonly unknown[]> {
    const lines = vi.spyOn(console, 'error').mockImplementation(() => {})
    await build(options)
    const said = lines.mock.calls.map(([line]) => line as unknown)
    lines.mockRestore()
    return said
  }

  it('says what was restored, saved and never cached, where it is asked for', async () => {
    expect(await linesOf({ summary: true })).toEqual([
      '[rekindle] 0 restored, 4 ran; not cached: 1 (fs.writeFile)',
    ])
    const [line, ...others] = await linesOf({ summary: true })
    expect(others).toEqual([])
    expect(line).toMatch(
      /^\[rekindle\] 2 restored, 2 ran; [\d.]+ m?s saved; not cached: 1 \(fs\.writeFile\)$/,
    )
  })

  it('is not said where nobody reads it, nor where there is nothing to say', async () => {
    expect(process.stderr.isTTY).not.toBe(true)
    expect(await linesOf({})).toEqual([])
    expect(await linesOf({ summary: true, plugins: { slow: false } })).toEqual([])
  })

  it('is said on a terminal, but not by default', async () => {
    const isTerminal = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY')
    Object.defineProperty(process.stderr, 'isTTY', { value: true, configurable: true })
    try {
      expect(await linesOf({})).toHaveLength(1)
      expect(await linesOf({ summary: false })).toEqual([])
    } finally {
      Object.defineProperty(process.stderr, 'isTTY', isTerminal ?? { value: undefined, configurable: true })
    }
  })
})

it('events are printed where the variable DEBUG asks for them, by scope', () => {
  const url = new URL('../../dist/rollup.mjs', import.meta.url).href
  const script = `import { rollup } from ${JSON.stringify(import.meta.resolve('rollup'))}
import rekindle from ${JSON.stringify(url)}
const slow = { name: 'slow', transform: (code) => code + '\\nconsole.log(1)' }
await (await rollup({ input: 'main.js', plugins: [rekindle({ plugins: { slow: true } }), slow] })).close()`
  fs.writeFileSync('build.mjs', script)
  const printedWith = (debug: string): string => {
    const command = `${JSON.stringify(process.execPath)} build.mjs 2>&1`
    return execFileSync(command, { shell: true, encoding: 'utf8', env: { ...process.env, DEBUG: debug } })
  }
  const calls = printedWith('rekindle:call')
  expect(calls).toMatch(/rekindle:call miss \{\s*plugin: 'slow'.*id: 'a\.js'/)
  expect(calls).not.toContain('rekindle:plugin')
  expect(printedWith('rekindle:*')).toMatch(/rekindle:plugin plugin \{\s*plugin: 'slow', verdict: 'cached'/)
  expect(printedWith('other:*')).toBe('')
})
