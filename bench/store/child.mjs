/** One phase of one engine in a process of its own: argv is engine, phase, folder and number of entries. */
import { engines } from './engines/engine.mjs'
import { entryOf, keyOf } from './entries.mjs'

const [name, phase, folder, count] = /** @type {[string, 'write' | 'read' | 'some', string, string]} */ (
  process.argv.slice(2)
)
/** A bundler turns to other work after every few modules; who writes behind does it then. */
const entriesPerTurn = 20
const numbers = Array.from({ length: Number(count) }, (_, number) => number)
const chosen = phase === 'some' ? numbers.filter((number) => number % 20 === 7) : numbers
const open = await engines[name].load()

const started = process.cpuUsage()
const startedAt = performance.now()
/** Making and checking entries is the benchmark's own work, in ms. */
const ownWork = { wall: 0, cpu: 0 }
const engine = open(folder)
let wrong = 0
for (const [turn, number] of chosen.entries()) {
  if (phase === 'write') {
    const entry = own(() => entryOf(number))
    await engine.write(entry)
  } else {
    const key = own(() => keyOf(number))
    const answer = engine.read(key)
    const value = answer instanceof Promise ? await answer : answer
    own(() => {
      const expected = number % 10 === 7 ? entryOf(number) : undefined
      if (value === undefined || (expected && (value.code !== expected.code || value.map !== expected.map)))
        wrong += 1
    })
  }
  if (turn % entriesPerTurn === 0) await new Promise((resolve) => setImmediate(resolve))
}
await engine.close()
const wall = performance.now() - startedAt - ownWork.wall
const cpu = processorTime(process.cpuUsage(started)) - ownWork.cpu
process.stdout.write(
  JSON.stringify({
    wall,
    cpu,
    rss: process.resourceUsage().maxRSS * 1024,
    wrong,
  }),
)

/**
 * @template Result
 * @param {() => Result} act
 */
function own(act) {
  const started = process.cpuUsage()
  const startedAt = performance.now()
  const result = act()
  ownWork.wall += performance.now() - startedAt
  ownWork.cpu += processorTime(process.cpuUsage(started))
  return result
}

/** @param {NodeJS.CpuUsage} usage */
function processorTime({ user, system }) {
  return (user + system) / 1000
}
