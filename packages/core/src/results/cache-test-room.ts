import { afterEach } from 'vitest'
import type { CacheKey } from '../key/cache-key.ts'
import { fingerprintOf } from '../key/cache-key.ts'
import { ProjectRoot } from '../key/project-root.ts'
import { type TestFolder, useTestFolder } from '../key/test-folder.ts'
import type { RekindleEvent } from './event.ts'
import type { TimedInput } from './plugin-memory.ts'
import { type Answer, type Kept, type NewEntry, ResultCache } from './result-cache.ts'

/** A project and its cache in a temporary folder. */
export interface CacheTestRoom {
  readonly folder: TestFolder
  /** A family of its own for each test, since memories of families last as long as the process. */
  family: string
  events: RekindleEvent[]
  /** A cache as another process would have it, on the same cache. */
  open(): ResultCache
  /** Runs one build of a cache from start to end. */
  build<Result>(cache: ResultCache, act: () => Result): Result
  keep(cache: ResultCache, entry: Partial<NewEntry>): Kept
}

let families = 0

export function useCacheTestRoom(): CacheTestRoom {
  const folder = useTestFolder()
  const caches: ResultCache[] = []
  const room: CacheTestRoom = {
    folder,
    family: '',
    events: [],
    open() {
      families += 1
      room.family ||= `family ${families}`
      const cache = new ResultCache({
        root: new ProjectRoot(folder.path),
        cacheDirectory: folder.at('.cache'),
        onEvent: (event) => room.events.push(event),
      })
      caches.push(cache)
      return cache
    },
    build(cache, act) {
      cache.startBuild()
      try {
        return act()
      } finally {
        cache.endBuild()
      }
    },
    keep: (cache, entry) =>
      cache.keep({
        key: key('question'),
        family: room.family,
        inputs: [],
        contextInputs: [],
        payload: 'payload',
        code: 'code',
        map: null,
        ...entry,
      }),
  }
  afterEach(() => {
    for (const cache of caches.splice(0)) {
      cache.endBuild()
      cache.endBuild()
    }
    room.family = ''
    room.events = []
  })
  return room
}

export function key(name: string): CacheKey {
  return fingerprintOf(name) as string as CacheKey
}

/** An input as if it were read so late that a change just before doesn't count as one during the hook. */
export function readLate(name: string, kind: TimedInput['kind'] = 'file'): TimedInput {
  return { kind, name, readAtMs: Date.now() + 1000, isRead: true }
}

/** An input that was read before what the test has just changed. */
export function readEarly(name: string, kind: TimedInput['kind'] = 'file'): TimedInput {
  return { kind, name, readAtMs: Date.now() - 1000, isRead: true }
}

export const noContext = (): 'unknown' => 'unknown'

/** The code of a hit, or the reason of a miss. */
export function outcomeOf(answer: Answer): unknown {
  return answer.kind === 'hit' ? answer.code : answer.reason
}
