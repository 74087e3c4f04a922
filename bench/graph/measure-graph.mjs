// Measures one size in a process of its own: node measure-graph.mjs <size> <runs> <folder>. Prints JSON.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ProjectRoot, Session } from '@rekindle/core'
import { editOf, editsOf, graphProject, moduleId } from './graph-project.mjs'

/** @typedef {{ name: string, stale: number, visits: number, decideMs: number, recordMs: number }} Measured */

const [size = 0, runs = 1] = process.argv.slice(2, 4).map(Number)
const folder = process.argv[4] ?? ''

/** @type {import('@rekindle/core').SessionOptions['policies']} */
const policies = { inlining: { reach: 'transitive' }, compiling: { reach: 'imports' } }

/** @returns {Session} */
function open() {
  const root = new ProjectRoot(folder)
  return new Session({ root, cacheDirectory: join(folder, 'cache'), policies })
}

/** CPU ms, user and system, of this process. */
function cpu() {
  const { userCPUTime, systemCPUTime } = process.resourceUsage()
  return (userCPUTime + systemCPUTime) / 1000
}

/** @template Result @param {() => Result} act @returns {[Result, number]} */
function timed(act) {
  const before = cpu()
  const result = act()
  return [result, cpu() - before]
}

function heap() {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 2 ** 20
}

const facts = graphProject(size)
const heapBefore = heap()
const first = open()
first.load()
const [, recordTime] = timed(() => first.record({ modules: facts }))
const [, keyTime] = timed(() => first.keyPart('inlining', moduleId(10)))
const heapAfter = heap()
const [, saveTime] = timed(() => first.save())
await first.dispose()

const session = open()
const [, loadTime] = timed(() => session.load())
const [, firstTime] = timed(() => session.graph.node(moduleId(size - 1))?.source)
const [, wholeTime] = timed(() => [...session.graph.nodes()].filter((node) => node.isModule).length)
const idToFacts = new Map(facts.map((one) => [one.id, one]))

/** What a bundler tells of modules that it has run again. */
function outcomeOf(/** @type {readonly import('@rekindle/core').StaleModule[]} */ stale) {
  return stale.map(({ module }) => {
    const known = /** @type {import('@rekindle/core').ModuleFacts} */ (idToFacts.get(module))
    return { ...known, source: session.graph.node(module)?.source ?? null }
  })
}

// Wall time, and the median of several turns: the clock of CPU time ticks too slowly for one.
/** @type {Measured[]} */
const updates = []
let version = 0
for (const [name, numbers] of Object.entries(editsOf(size))) {
  const deciding = []
  const recording = []
  let stale = 0
  let visits = 0
  for (let run = 0; run < runs; run += 1) {
    version += 1
    const edit = editOf(numbers, version)
    const start = performance.now()
    const update = await session.update(edit)
    const decided = performance.now()
    deciding.push(decided - start)
    if (update.kind === 'work') {
      stale = update.stale.length
      visits = update.visits
      const modules = /** @type {import('@rekindle/core').ModuleFacts[]} */ (outcomeOf(update.stale))
      const before = performance.now()
      session.record({ modules })
      recording.push(performance.now() - before)
    }
  }
  updates.push({ name, stale, visits, decideMs: median(deciding), recordMs: median(recording) })
}

// One module that imports another than before: the graph, its inverse and the hashes above it.
const rewiring = []
for (let run = 0; run < runs * 10; run += 1) {
  const known = facts[size - 2]
  const staticImports = [moduleId(run % 10), moduleId(10 + (run % 7))]
  const start = performance.now()
  session.record({ modules: [{ ...known, staticImports }] })
  session.keyPart('inlining', known.id)
  rewiring.push(performance.now() - start)
}
await session.dispose()
rmSync(join(folder, 'cache'), { recursive: true, force: true })

const figures = {
  size,
  edges: facts.reduce((sum, { staticImports }) => sum + staticImports.length, 0),
  recordCpuMs: recordTime,
  hashCpuMs: keyTime,
  saveCpuMs: saveTime,
  loadCpuMs: loadTime,
  firstLookCpuMs: firstTime,
  readAllCpuMs: wholeTime,
  heapMiB: heapAfter - heapBefore,
  rewireMs: median(rewiring),
  updates,
}
console.log(JSON.stringify(figures))

function median(/** @type {number[]} */ values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
}
