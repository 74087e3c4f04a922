/**
 * What it costs to show that 10,000 recorded inputs are as they were, beside bare stats of the same files. CPU
 * milliseconds, medians; both ways in one process, taking turns.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fingerprintOf, ProjectRoot, ResultCache } from '@rekindle/core'
import { formatTable } from '../report/format-table.mjs'
import { summarizeValues } from '../report/summarize-values.mjs'

const fileCount = 10_000
const runs = 15
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'rekindle-verification-'))

try {
  const files = writeFiles()
  const options = { root: new ProjectRoot(folder), cacheDirectory: join(folder, '.cache'), onEvent: () => {} }
  const key = /** @type {import('@rekindle/core').CacheKey} */ (
    /** @type {string} */ (fingerprintOf('question'))
  )
  record(options, files, key)
  // Both ways once, unmeasured: the files are in the file system's cache and the code is compiled.
  const ways = { stats: () => stat(files), verify: () => verify(options, key) }
  for (const way of Object.values(ways)) way()
  /** @type {{ stats: number[], verify: number[] }} */
  const figures = { stats: [], verify: [] }
  for (let run = 0; run < runs; run++) {
    figures.stats.push(ways.stats())
    figures.verify.push(ways.verify())
  }
  report(figures)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Old enough to be trusted by their times. */
function writeFiles() {
  return Array.from({ length: fileCount }, (_, index) => {
    const file = join(folder, `src/${index % 100}/module-${index}.ts`)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, `export const value = ${index}\n`.repeat(40))
    utimesSync(file, 1_700_000_000, 1_700_000_000)
    return file
  })
}

/**
 * One result that was made from all the files.
 *
 * @param {import('@rekindle/core').ResultCacheOptions} options
 * @param {string[]} files
 * @param {import('@rekindle/core').CacheKey} key
 */
function record(options, files, key) {
  // By change times, which nobody can set, the files are new: they are trusted once they are two seconds old.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_500)
  const cache = new ResultCache(options)
  cache.startBuild()
  cache.keep({
    question: question(),
    key,
    family: 'bench',
    inputs: files.map((name) => ({ kind: 'file', name, readAtMs: Date.now(), isRead: true })),
    contextInputs: [],
    payload: '',
    code: 'code',
    map: null,
  })
  cache.endBuild()
}

/** @param {string[]} files */
function stat(files) {
  const before = process.cpuUsage()
  for (const file of files) statSync(file, { throwIfNoEntry: false })
  return milliseconds(before)
}

/**
 * As a build does it: the first question of a new build.
 *
 * @param {import('@rekindle/core').ResultCacheOptions} options
 * @param {import('@rekindle/core').CacheKey} key
 */
function verify(options, key) {
  const cache = new ResultCache(options)
  cache.startBuild()
  const before = process.cpuUsage()
  const answer = cache.find({
    question: question(),
    key,
    contextState: () => 'unknown',
    toolchainChanges: () => [],
  })
  const taken = milliseconds(before)
  cache.endBuild()
  if (answer.kind !== 'hit') throw new Error(`Not verified: ${JSON.stringify(answer)}`)
  return taken
}

/** @returns {import('@rekindle/core').HookQuestion} */
function question() {
  return {
    toolchain: '',
    userKey: '',
    asker: 'bench',
    plugin: '',
    hook: 'transform',
    environment: '',
    id: join(folder, 'src/0/module-0.ts'),
    code: '',
    options: '',
    memory: '',
    isPortable: true,
  }
}

/** @param {NodeJS.CpuUsage} before */
function milliseconds(before) {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** @param {{ stats: number[], verify: number[] }} figures */
function report(figures) {
  const [stats, verified] = [figures.stats, figures.verify].map(summarizeValues)
  console.log(`${fileCount} unchanged files, ${runs} runs, CPU ms: median (lowest-highest)\n`)
  /**
   * @param {string} label
   * @param {import('../report/summarize-values.mjs').Summary} summary
   */
  const row = (label, { median, minimum, maximum }) => [
    label,
    `${median.toFixed(1)} (${minimum.toFixed(1)}-${maximum.toFixed(1)})`,
    `${(median / stats.median).toFixed(2)}x`,
  ]
  console.log(
    formatTable(['', 'CPU ms', 'of bare stats'], [row('bare stats', stats), row('verified', verified)]),
  )
}
