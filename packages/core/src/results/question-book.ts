import { crc32 } from 'node:zlib'
import { encodeKeyPart } from '../key/cache-key.ts'
import type { HookQuestion } from '../key/hook-question.ts'
import type { ProjectRoot } from '../key/project-root.ts'
import type { MissReason } from './event.ts'

/** Parts of a question that are the same for many calls: those behind a change of which many results are stale. */
const FRAME_PARTS = ['toolchain', 'userKey', 'plugin', 'options', 'memory', 'isPortable'] as const

/** What is remembered of a question that was answered: enough to tell which part of a later one is another. */
interface KnownQuestion {
  readonly code: number
  /** Fingerprint of the toolchain, then digests of the other parts in the order of `FRAME_PARTS`. */
  readonly frame: readonly string[]
}

/** Tells which tools differ between two toolchains, by name. */
export type ToolchainChanges = (before: string, now: string) => readonly string[]

/**
 * The last answered question of each call (plugin, hook, environment, module), to say why a later one has no answer. It
 * explains and decides nothing, so 32-bit digests are enough.
 */
export class QuestionBook {
  readonly #root: ProjectRoot
  readonly #known: Map<number, KnownQuestion> = new Map()
  readonly #news: Map<number, KnownQuestion> = new Map()

  constructor(root: ProjectRoot) {
    this.#root = root
  }

  /** Notes a question whose answer was kept. */
  note(question: HookQuestion): void {
    const known = { code: codeDigest(question), frame: this.#frameOf(question) }
    const subject = this.#subjectOf(question)
    this.#known.set(subject, known)
    this.#news.set(subject, known)
  }

  /** Why there is no answer under the question's key. */
  explain(question: HookQuestion, toolchainChanges: ToolchainChanges): MissReason {
    const known = this.#known.get(this.#subjectOf(question))
    if (known === undefined) {
      return { kind: 'new' }
    }
    const frame = this.#frameOf(question)
    if (known.frame[0] !== frame[0]) {
      const changed = toolchainChanges(known.frame[0] ?? '', question.toolchain)
      return { kind: 'toolchain-changed', changed }
    }
    const changed = FRAME_PARTS.filter((_part, index) => known.frame[index] !== frame[index])
    if (changed.length > 0) {
      return { kind: 'question-changed', changed }
    }
    return known.code === codeDigest(question) ? { kind: 'evicted' } : { kind: 'content-changed' }
  }

  /** What was noted since the last call, as text; null: nothing. */
  takeNews(): string | null {
    if (this.#news.size === 0) {
      return null
    }
    const frames = new Map<string, number>()
    const rows: (readonly number[])[] = []
    for (const [subject, { code, frame }] of this.#news) {
      const text = JSON.stringify(frame)
      const index = frames.get(text) ?? frames.size
      frames.set(text, index)
      rows.push([subject, code, index])
    }
    this.#news.clear()
    return `[[${[...frames.keys()].join()}],${JSON.stringify(rows)}]`
  }

  /** Takes in what another build has noted, older texts first. Text of another form is left out. */
  addNoted(text: string): void {
    try {
      const [frames, rows] = JSON.parse(text) as [
        readonly (readonly string[])[],
        readonly (readonly number[])[],
      ]
      for (const [subject = 0, code = 0, index = 0] of rows) {
        const frame = frames[index]
        if (frame !== undefined && !this.#news.has(subject)) {
          this.#known.set(subject, { code, frame })
        }
      }
    } catch {
      // A reason less.
    }
  }

  #subjectOf({ asker, hook, environment, id }: HookQuestion): number {
    const asked = encodeKeyPart('asker', asker) + encodeKeyPart('hook', hook)
    const where = encodeKeyPart('environment', environment) + encodeKeyPart('id', this.#root.keyForm(id))
    return crc32(asked + where)
  }

  #frameOf(question: HookQuestion): readonly string[] {
    const frame: string[] = []
    for (const part of FRAME_PARTS) {
      frame.push(part === 'toolchain' ? question.toolchain : String(crc32(String(question[part]))))
    }
    return frame
  }
}

function codeDigest({ code }: HookQuestion): number {
  return code === null ? 0 : crc32(code)
}
