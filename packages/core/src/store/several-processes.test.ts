import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exitOf, startLimitedProcess, startProcess, writeProcessScript } from './store-test-process.ts'
import { useStoreTestRoom } from './store-test-room.ts'

const room = useStoreTestRoom()

/** What every process stores under a key follows from the key, so that any reader can tell a wrong value. */
const contentOf = `
import { createHash } from 'node:crypto'
import { openStore } from './store/open-store.js'
const [directory, writer, count] = process.argv.slice(2)
function keyOf(writer, number) {
  return createHash('sha256').update(writer + ':' + number).digest('hex').slice(0, 32)
}
function codeOf(key) {
  return ('// ' + key + '\\n').repeat(1 + Number.parseInt(key.slice(0, 2), 16))
}
function recordOf(key) {
  return { key, head: JSON.stringify({ key }), code: codeOf(key), map: key.endsWith('0') ? null : '{"of":"' + key + '"}' }
}
function check(store, key) {
  for (const handle of store.candidates(key)) {
    const record = recordOf(key)
    if (handle.readHead() !== record.head) throw new Error('wrong head of ' + key + ': ' + JSON.stringify(handle.readHead()))
    if (handle.readCode() !== record.code) throw new Error('wrong code of ' + key)
    if (handle.readMap() !== record.map) throw new Error('wrong map of ' + key)
    return true
  }
  return false
}
`

const writeAndRead = `${contentOf}
// Forty segments in all: enough for compactions to happen beside the others' work.
for (let round = 0; round < 10; round++) {
  const store = openStore({ directory, memory: { maxBytes: 0, maxEntries: 0 }, onEvent(event) {
    if (event.kind !== 'segment-opened' && event.kind !== 'compacted') throw new Error(JSON.stringify(event))
  } })
  for (let other = 0; other < 4; other++) {
    for (let number = 0; number < Number(count); number++) check(store, keyOf(other, number))
  }
  const share = Number(count) / 10
  for (let number = round * share; number < (round + 1) * share; number++) {
    const record = recordOf(keyOf(writer, number))
    store.append(record)
    if (number % 7 === 0) store.flush()
    if (!check(store, record.key)) throw new Error('not readable: ' + record.key)
  }
  store.close()
}
`

const writeForEver = `${contentOf}
const store = openStore({ directory })
for (let flushed = 0; ; ) {
  for (const end = flushed + 20; flushed < end; flushed++) store.append(recordOf(keyOf(writer, flushed)))
  store.flush()
  process.send(flushed)
  await new Promise((resolve) => setImmediate(resolve))
}
`

const checkAll = `${contentOf}
const troubles = []
const store = openStore({ directory, memory: { maxBytes: 0, maxEntries: 0 }, onEvent(event) {
  if (event.kind !== 'segment-opened' && event.kind !== 'compacted') troubles.push(event)
} })
let found = 0
for (let number = 0; number < Number(count); number++) if (check(store, keyOf(writer, number))) found += 1
store.close()
process.send({ found, troubles })
`

const fillDisk = `${contentOf}
const events = []
const store = openStore({ directory, onEvent: (event) => events.push(event) })
let readable = 0
for (let number = 0; number < Number(count); number++) {
  store.append(recordOf(keyOf(writer, number)))
  if (number % 50 === 49) store.flush()
}
for (let number = 0; number < Number(count); number++) if (check(store, keyOf(writer, number))) readable += 1
store.close()
process.stdout.write(JSON.stringify({ readable, events }))
`

async function checkStored(writer: string, count: number): Promise<{ found: number; troubles: unknown[] }> {
  const child = startProcess(writeProcessScript(join(room.parent, `check-${writer}`), checkAll), [
    room.directory,
    writer,
    String(count),
  ])
  const message = new Promise<{ found: number; troubles: unknown[] }>((resolve) =>
    child.once('message', resolve),
  )
  expect(await exitOf(child)).toEqual({ code: 0, signal: null })
  return await message
}

describe('several processes', () => {
  it('write to and read from one folder at once', { timeout: 60_000 }, async () => {
    const script = writeProcessScript(join(room.parent, 'writers'), writeAndRead)
    const children = ['0', '1', '2', '3'].map((writer) =>
      startProcess(script, [room.directory, writer, '200']),
    )
    for (const exit of await Promise.all(children.map(exitOf)))
      expect(exit).toEqual({ code: 0, signal: null })
    for (const writer of ['0', '1', '2', '3']) {
      expect(await checkStored(writer, 200)).toEqual({ found: 200, troubles: [] })
    }
  })
})

describe('a killed process', () => {
  it('loses nothing that it has flushed', { timeout: 60_000 }, async () => {
    const script = writeProcessScript(join(room.parent, 'killed'), writeForEver)
    for (let run = 0; run < 6; run++) {
      const writer = `run ${run}`
      const child = startProcess(script, [room.directory, writer])
      let flushed = 0
      await new Promise<void>((resolve) => {
        child.on('message', (count: number) => {
          flushed = count
          if (count >= 20 * (run + 1)) resolve()
        })
      })
      // At some point of the next writes, another one in each run.
      await new Promise((resolve) => setTimeout(resolve, run))
      child.kill('SIGKILL')
      await exitOf(child)
      const { found, troubles } = await checkStored(writer, flushed)
      expect(found).toBe(flushed)
      expect(troubles).toEqual([])
    }
  })
})

// It is played by a limit for the files of a process, which Windows doesn't have.
describe.skipIf(process.platform === 'win32')('a disk that is full', () => {
  it('ends the writing with one event, and everything is served from memory', {
    timeout: 60_000,
  }, async () => {
    const script = writeProcessScript(join(room.parent, 'full'), fillDisk)
    const child = startLimitedProcess(script, [room.directory, 'full', '1000'], 512)
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
    })
    expect(await exitOf(child)).toEqual({ code: 0, signal: null })
    const { readable, events } = JSON.parse(output)
    expect(readable).toBe(1000)
    expect(events).toEqual([
      { kind: 'write-failed', code: 'EFBIG', message: expect.any(String), lost: expect.any(Number) },
    ])
    const { found, troubles } = await checkStored('full', 1000)
    expect(found).toBeGreaterThan(0)
    expect(found).toBeLessThan(1000)
    expect(troubles).toEqual([])
  })
})
