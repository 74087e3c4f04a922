/** What Rekindle's store costs by its number of entries; in a process of its own, with `--expose-gc`. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { entryOf, keyOf, payloadBytes } from './entries.mjs'
import { loadCore } from './load-core.mjs'

/** @typedef {import('@rekindle/core').CacheKey} CacheKey */

const [task, folder, count] = process.argv.slice(2)
const { openStore, pruneStore } = await loadCore()
const entries = Number(count)
const tasks = { fill, lookups, compaction, eviction }
process.stdout.write(JSON.stringify(await tasks[/** @type {keyof typeof tasks} */ (task)]()))

/** Small entries: only their number matters for what follows. */
async function fill() {
  const store = openStore({ directory: folder })
  for (let number = 0; number < entries; number++) {
    const key = /** @type {CacheKey} */ (keyOf(number))
    store.append({ key, head: '{}', code: `code ${number}`, map: null })
    if (number % 2000 === 0) store.flush()
  }
  store.close()
  await store.settled()
  return {}
}

/** Memory of the index, and the time of a lookup without reading the entry. */
function lookups() {
  const keys = Array.from(
    { length: 20_000 },
    (_, number) => /** @type {CacheKey} */ (keyOf((number * 7919) % entries)),
  )
  const before = memory()
  const openedAt = performance.now()
  const store = openStore({ directory: folder, memory: { maxBytes: 0, maxEntries: 0 } })
  const open = performance.now() - openedAt
  const bytes = memory() - before
  const rounds = Array.from({ length: 15 }, () => {
    const startedAt = performance.now()
    let found = 0
    for (const key of keys) found += store.candidates(key).length
    if (found !== keys.length) throw new Error(`${found} of ${keys.length} were found`)
    return ((performance.now() - startedAt) * 1e6) / keys.length
  })
  let worst = 0
  for (const key of keys) {
    const startedAt = performance.now()
    store.candidates(key)
    worst = Math.max(worst, performance.now() - startedAt)
  }
  store.close()
  return { open, bytes, nanoseconds: rounds.toSorted((a, b) => a - b)[7], worst }
}

/** Bytes on disk over bytes of texts, after half of the entries was stored twice and the rest tidied up. */
async function compaction() {
  for (const share of [1, 0.5]) {
    const store = openStore({ directory: folder, maxCandidatesPerKey: 1 })
    for (let number = 0; number < entries * share; number++) {
      const { key, ...texts } = entryOf(number)
      store.append({ key: /** @type {CacheKey} */ (key), ...texts })
      if (number % 20 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    store.close()
    await store.settled()
  }
  const before = folderBytes()
  const store = openStore({ directory: folder, maxCandidatesPerKey: 1 })
  store.prune({ maxEntries: entries })
  let payload = 0
  for (let number = 0; number < entries; number++) payload += payloadBytes(entryOf(number))
  return { before, after: folderBytes(), payload }
}

/** Evicts half of the entries, spread over all segments. */
async function eviction() {
  const using = openStore({ directory: folder, memory: { maxBytes: 0, maxEntries: 0 } })
  // What was stored last has been used as well: only use tells the others apart.
  for (let number = 0; number < entries; number += 2)
    using.candidates(/** @type {CacheKey} */ (keyOf(number)))[0]?.readCode()
  using.close()
  await using.settled()
  const startedAt = performance.now()
  const pruned = pruneStore(folder, { maxEntries: entries / 2 })
  const milliseconds = performance.now() - startedAt
  const evicted = pruned === null ? 0 : pruned.before.entries - pruned.after.entries
  return {
    evicted,
    milliseconds,
    perEntry: milliseconds / evicted,
    rss: process.resourceUsage().maxRSS * 1024,
  }
}

function memory() {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function folderBytes() {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files.reduce((sum, file) => {
    const stat = statSync(join(folder, file))
    return sum + (stat.isFile() ? stat.size : 0)
  }, 0)
}
