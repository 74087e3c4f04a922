import { createHash } from 'node:crypto'
import type { CacheKey, CandidateRecord, Store, StoreEvent, StoreOptions } from '@rekindle/core'

/** A build as the store sees one: every module is restored, or made and stored. */
export interface StoreBuildJob extends Omit<StoreOptions, 'onEvent'> {
  readonly modules: number
  /** Another version of all modules has other keys and contents. */
  readonly version?: number
  /** Flushes after so many modules, and tells the number of those that are on disk by then. */
  readonly flushEvery?: number
  /** Opens, builds and closes so long, in ms, instead of once; every time with another version. */
  readonly repeatFor?: number
  /** What is added to the clock of the process, ms. */
  readonly clockOffset?: number
}

export interface StoreBuildOutcome {
  /** Digest of all results, whatever they came from. */
  readonly output: string
  readonly hits: number
  readonly stored: number
  /** Texts that the store gave and that are not what was stored under their key. */
  readonly wrong: readonly string[]
  readonly events: readonly StoreEvent[]
  readonly builds: number
}

type OpenStore = (options: StoreOptions) => Store

/** What a hook would give for a module: it follows from the key, so that anybody can tell a wrong value. */
export function recordOf(module: number, version = 0): CandidateRecord {
  const key = digest(`${version}:${module}`).slice(0, 32) as CacheKey
  const length = 200 + (Number.parseInt(key.slice(0, 4), 16) % 6000)
  const code = `// ${key} →\n`.repeat(Math.ceil(length / 40))
  const map = key.endsWith('0') ? null : JSON.stringify({ of: key, mappings: key.repeat(10) })
  return { key, head: JSON.stringify({ key, inputs: [module] }), code, map }
}

/** The output of a build that is right. */
export function expectedOutput({ modules, version = 0 }: StoreBuildJob): string {
  return digest(Array.from({ length: modules }, (_, module) => recordOf(module, version).code).join('\0'))
}

export async function runStoreBuild(
  openStore: OpenStore,
  job: StoreBuildJob,
  onFlushed: (modules: number) => void = () => {},
): Promise<StoreBuildOutcome> {
  const { repeatFor = 0, version = 0 } = job
  const startedAt = performance.now()
  const total = { hits: 0, stored: 0, wrong: [] as string[], events: [] as StoreEvent[], builds: 0 }
  let output = ''
  do {
    output = await buildOnce(openStore, { ...job, version: version + (total.builds % 5) }, total, onFlushed)
    total.builds += 1
  } while (performance.now() - startedAt < repeatFor)
  return { ...total, output }
}

interface Total {
  hits: number
  stored: number
  readonly wrong: string[]
  readonly events: StoreEvent[]
}

async function buildOnce(
  openStore: OpenStore,
  job: StoreBuildJob,
  total: Total,
  onFlushed: (modules: number) => void,
): Promise<string> {
  const store = openStore({
    memory: { maxBytes: 100_000, maxEntries: 50 },
    ...job,
    onEvent: (event) => total.events.push(event),
  })
  const results: (string | null)[] = []
  for (let module = 0; module < job.modules; module++) {
    const record = recordOf(module, job.version)
    const restored = restore(store, record, total)
    if (restored) total.hits += 1
    else {
      store.append(record)
      total.stored += 1
    }
    results.push(record.code)
    if (job.flushEvery !== undefined && (module + 1) % job.flushEvery === 0) {
      store.flush()
      if (!total.events.some(({ kind }) => kind === 'write-failed')) onFlushed(module + 1)
    }
    // A bundler has other work in between.
    if (module % 10 === 9) await new Promise((resolve) => setImmediate(resolve))
  }
  store.close()
  await store.settled()
  return digest(results.join('\0'))
}

/** Whether the store has the record. What it gives besides is wrong. */
function restore(store: Store, record: CandidateRecord, total: Total): boolean {
  for (const candidate of store.candidates(record.key)) {
    const texts = [candidate.readHead(), candidate.readCode(), candidate.readMap()]
    const expected = [record.head, record.code, record.map]
    if (texts.every((text, section) => text === expected[section])) return true
    const isReadable = texts.every((text) => typeof text === 'string' || text === null)
    const isPartWrong = texts.some(
      (text, section) => (typeof text === 'string' || text === null) && text !== expected[section],
    )
    if (isReadable || isPartWrong) total.wrong.push(JSON.stringify(texts).slice(0, 200))
  }
  return false
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
