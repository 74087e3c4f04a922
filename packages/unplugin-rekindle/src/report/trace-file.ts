import type { CallEvent, RekindleEvent } from '@rekindle/core'
import type { CallFacts } from './call-facts.ts'

/** A complete event of the Trace Event format; times in µs. */
interface TraceEvent {
  readonly name: string
  readonly cat: string
  readonly ph: 'X' | 'M'
  readonly ts: number
  readonly dur?: number
  readonly pid: number
  readonly tid: number
  readonly args: Readonly<Record<string, unknown>>
}

interface Slice {
  readonly name: string
  readonly category: string
  readonly startedAt: number
  readonly endedAt: number
  readonly args: Readonly<Record<string, unknown>>
}

const ENDS: ReadonlySet<RekindleEvent['kind']> = new Set([
  'hit',
  'stored',
  'uncacheable',
  'failed',
  'bypassed',
  'audited',
  'rehydrated',
])

/**
 * Listens to the events of one build, and gives them in the Trace Event format of Chromium, which Perfetto and speedscope read.
 * Calls that overlap stand in lanes of their own, since a viewer takes what overlaps in one lane for nested.
 */
export class BuildTrace {
  readonly #slices: Slice[] = []
  readonly #startedAt: number = performance.now()

  see(event: RekindleEvent, call?: CallFacts): void {
    if (call === undefined || call.milliseconds === null || !ENDS.has(event.kind)) {
      return
    }
    const { plugin, hook, id, environment, kind, ...evidence } = event as CallEvent & RekindleEvent
    this.#slices.push({
      name: `${plugin} ${hook}`,
      category: kind,
      startedAt: call.startedAt,
      endedAt: performance.now(),
      args: { module: id, environment, ...evidence, milliseconds: call.milliseconds },
    })
  }

  /** The content of the file. */
  text(): string {
    const pid = process.pid
    const lanes: number[] = []
    const slices = [...this.#slices].sort((one, other) => one.startedAt - other.startedAt)
    const calls = slices.map(({ name, category, startedAt, endedAt, args }): TraceEvent => {
      const free = lanes.findIndex((freeFrom) => freeFrom <= startedAt)
      const lane = free === -1 ? lanes.length : free
      lanes[lane] = endedAt
      const ts = microseconds(startedAt - this.#startedAt)
      // Rounded together, so that one never ends behind the start of the next.
      const dur = microseconds(endedAt - this.#startedAt) - ts
      return { name, cat: category, ph: 'X', ts, dur, pid, tid: lane + 1, args }
    })
    const names = lanes.map((_, lane) => metadata('thread_name', pid, lane + 1, `calls ${lane + 1}`))
    const traceEvents = [metadata('process_name', pid, 0, 'Rekindle'), ...names, ...calls]
    return `${JSON.stringify({ traceEvents, displayTimeUnit: 'ms' })}\n`
  }
}

function microseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000)
}

function metadata(kind: string, pid: number, tid: number, name: string): TraceEvent {
  return { name: kind, cat: '__metadata', ph: 'M', ts: 0, pid, tid, args: { name } }
}
