import { afterEach } from 'vitest'
import type { CacheKey } from '../key/cache-key.ts'
import { fingerprintOf } from '../key/cache-key.ts'
import type { HookQuestion } from '../key/hook-question.ts'
import { ProjectRoot } from '../key/project-root.ts'
import { type TestFolder, useTestFolder } from '../key/test-folder.ts'
import type { Answer, Kept, NewEntry, Query } from './answer.ts'
import type { RekindleEvent } from './event.ts'
import type { TimedInput } from './plugin-memory.ts'
import { ResultCache } from './result-cache.ts'

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
  /** Asks for what was kept under the key. */
  find(cache: ResultCache, key: CacheKey, query?: Partial<Query>): Answer
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
        question: questionAt(folder.path),
        key: key('question'),
        family: room.family,
        inputs: [],
        contextInputs: [],
        payload: 'payload',
        code: 'code',
        map: null,
        ...entry,
      }),
    find: (cache, asked, query) =>
      cache.find({
        question: questionAt(folder.path),
        key: asked,
        contextState: noContext,
        toolchainChanges: () => [],
        ...query,
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

/** A question of a module in a project; the tests name its key themselves. */
export function questionAt(root: string, changes: Partial<HookQuestion> = {}): HookQuestion {
  return {
    toolchain: 'tools',
    userKey: '',
    asker: 'vite:css 0',
    plugin: 'css',
    hook: 'transform',
    environment: '',
    id: `${root}/src/app.css`,
    code: 'a {}',
    options: '',
    memory: '',
    isPortable: true,
    ...changes,
  }
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

const noContext = (): 'unknown' => 'unknown'

/** The code of a hit, or the reason of a miss. */
export function outcomeOf(answer: Answer): unknown {
  switch (answer.kind) {
    case 'hit':
      return answer.code
    case 'miss':
      return answer.reason
    case 'pending':
      return answer
  }
}
