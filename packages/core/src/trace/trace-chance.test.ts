import crypto from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isPatchedMethod } from './patched-method.ts'
import { HookTrace, hasUnknownFiles, runTraced, startTracing, stopTracing } from './tracer.ts'

beforeEach(startTracing)
afterEach(stopTracing)

async function traceOf(act: () => unknown): Promise<HookTrace> {
  const trace = new HookTrace()
  await runTraced(trace, async () => act())
  return trace
}

describe('random values', () => {
  it.each<[string, () => unknown]>([
    ['Math.random', () => Math.random()],
    ['randomUUID', () => crypto.randomUUID()],
    ['randomUUID of the web', () => globalThis.crypto.randomUUID()],
    ['randomBytes', () => crypto.randomBytes(8)],
  ])('of %s are noted as they were given', async (_way, draw) => {
    let value: unknown
    const trace = await traceOf(() => {
      value = draw()
    })
    expect(trace.drawn).toContain(value)
  })

  it('are noted up to a number that no id needs', async () => {
    const trace = await traceOf(() => Array.from({ length: 1000 }, () => Math.random()))
    expect(trace.drawn).toHaveLength(64)
  })

  it('of nobody are noted nowhere, and the functions come back', () => {
    const { random } = Math
    expect(random()).toBeLessThan(1)
    stopTracing()
    expect(Math.random).not.toBe(random)
    startTracing()
  })
})

describe('connections', () => {
  it.each<[string, (port: number) => Promise<unknown>]>([
    [
      'http',
      (port) =>
        new Promise((resolve) => http.get(`http://127.0.0.1:${port}/`, (answer) => resolve(answer.resume()))),
    ],
    ['fetch', (port) => fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.text())],
  ])('by %s are an effect', async (_way, ask) => {
    const server = http.createServer((_request, response) => response.end('answer'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const trace = await traceOf(() => ask((server.address() as AddressInfo).port))
    server.closeAllConnections()
    server.close()
    expect([...trace.effects]).toEqual(['net.connect'])
  })
})

describe('callbacks that are yet to come', () => {
  it.each<[string, () => unknown, boolean]>([
    ['a timer', () => setTimeout(() => undefined, 20), true],
    ['a timer that was cleared', () => clearTimeout(setTimeout(() => undefined, 20)), false],
    ['a timer that holds nobody up', () => setTimeout(() => undefined, 20).unref(), false],
    ['a timer that has run', () => new Promise<void>((resolve) => setTimeout(resolve, 1)), false],
    ['an immediate', () => setImmediate(() => undefined), true],
    ['an immediate that has run', () => new Promise<void>((resolve) => setImmediate(resolve)), false],
    ['a tick that has run', () => new Promise<void>((resolve) => process.nextTick(resolve)), false],
    ['a microtask that has run', () => new Promise<void>((resolve) => queueMicrotask(resolve)), false],
  ])('are told: %s', async (_what, act, isPending) => {
    expect((await traceOf(act)).hasPendingCallbacks()).toBe(isPending)
  })

  it.each<[string, (callback: () => void) => void]>([
    ['a tick', (callback) => process.nextTick(callback)],
    ['a microtask', (callback) => queueMicrotask(callback)],
  ])('are told of %s at once, until it has run', async (_what, line) => {
    // While the runner of the tests reports, the original stands there for a tick.
    await vi.waitFor(() => expect(isPatchedMethod(process.nextTick)).toBe(true))
    const trace = new HookTrace()
    runTraced(trace, () => line(() => undefined))
    expect(trace.hasPendingCallbacks()).toBe(true)
    await new Promise((resolve) => setImmediate(resolve))
    expect(trace.hasPendingCallbacks()).toBe(false)
  })

  it('give what the runtime gives, arguments included', async () => {
    const given = await traceOf(() => undefined).then(
      (trace) =>
        new Promise((resolve) =>
          runTraced(trace, () => process.nextTick((...args: unknown[]) => resolve(args), 1, 2)),
        ),
    )
    expect(given).toEqual([1, 2])
  })
})

describe('functions of node:fs', () => {
  it('are told when somebody has replaced one of them', async () => {
    const { default: fs } = await import('node:fs')
    const { readFileSync } = fs
    expect(hasUnknownFiles()).toBe(false)
    fs.readFileSync = (() => 'virtual') as unknown as typeof readFileSync
    expect(hasUnknownFiles()).toBe(true)
    fs.readFileSync = readFileSync
    expect(hasUnknownFiles()).toBe(false)
  })
})
