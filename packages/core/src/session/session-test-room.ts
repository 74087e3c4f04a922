import { afterEach } from 'vitest'
import type { CacheKey } from '../key/cache-key.ts'
import { fingerprintOf } from '../key/cache-key.ts'
import { ProjectRoot } from '../key/project-root.ts'
import { type TestFolder, useTestFolder } from '../key/test-folder.ts'
import type { RekindleEvent } from './event.ts'
import type { TimedInput } from './plugin-memory.ts'
import { type Answer, type Kept, type NewEntry, Session } from './session.ts'

/** A project and its cache in a temporary folder. */
export interface SessionTestRoom {
  readonly folder: TestFolder
  /** A family of its own for each test, since memories of families last as long as the process. */
  family: string
  events: RekindleEvent[]
  /** A session as another process would have it, on the same cache. */
  open(): Session
  /** Runs one build of a session from start to end. */
  build<Result>(session: Session, act: () => Result): Result
  keep(session: Session, entry: Partial<NewEntry>): Kept
}

let families = 0

export function useSessionTestRoom(): SessionTestRoom {
  const folder = useTestFolder()
  const sessions: Session[] = []
  const room: SessionTestRoom = {
    folder,
    family: '',
    events: [],
    open() {
      families += 1
      room.family ||= `family ${families}`
      const session = new Session({
        root: new ProjectRoot(folder.path),
        cacheDirectory: folder.at('.cache'),
        onEvent: (event) => room.events.push(event),
      })
      sessions.push(session)
      return session
    },
    build(session, act) {
      session.startBuild()
      try {
        return act()
      } finally {
        session.endBuild()
      }
    },
    keep: (session, entry) =>
      session.keep({
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
    for (const session of sessions.splice(0)) {
      session.endBuild()
      session.endBuild()
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
