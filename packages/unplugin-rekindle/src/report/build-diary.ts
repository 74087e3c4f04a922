import type {
  CacheKey,
  Decision,
  DiaryBuild,
  DiaryCall,
  DiaryPlugin,
  MissReason,
  RekindleEvent,
} from '@rekindle/core'
import type { CallFacts } from './call-facts.ts'

type CallOf<Kind extends RekindleEvent['kind']> = Extract<RekindleEvent, { readonly kind: Kind }>

/** Events that end a call. */
type Ended = CallOf<'hit' | 'stored' | 'uncacheable' | 'failed' | 'bypassed' | 'audited'>

const HIT: Decision = { kind: 'hit' }

/**
 * Listens to the events of one build and makes an entry of the diary of them. While the build runs it only puts events
 * aside; they are sorted out at the end.
 */
export class BuildDiary {
  // Of each call that has ended, in the same order. Apart, since thousands of objects for them would take several times the memory.
  /** Plugin, hook, environment and module. */
  readonly #names: string[] = []
  readonly #keys: CacheKey[] = []
  /** What the hook cost, or once had cost, ms; NaN: not known. */
  readonly #costs: number[] = []
  readonly #wasRestored: boolean[] = []
  /** Events by position, but for the usual two: results that were restored or stored. */
  readonly #endedToEvent: Map<number, Exclude<Ended, CallOf<'hit' | 'stored'>>> = new Map()
  /** Why the ended call was not answered, by its position; without those of results that are new. */
  readonly #endedToReason: Map<number, MissReason> = new Map()
  #restoringMilliseconds = 0
  /** By call, why it was not answered; until the call ends. */
  readonly #reasons: Map<string, MissReason> = new Map()
  readonly #plugins: Map<string, DiaryPlugin>

  /** @param before the diary of the build before in this process: what plugins are is told only once */
  constructor(before: BuildDiary | null = null) {
    this.#plugins = new Map(before?.plugins)
  }

  get plugins(): ReadonlyMap<string, DiaryPlugin> {
    return this.#plugins
  }

  see(event: RekindleEvent, call?: CallFacts): void {
    switch (event.kind) {
      case 'plugin':
        this.#plugins.set(event.plugin, { plugin: event.plugin, standing: event.verdict, why: event.why })
        break
      case 'standing':
        this.#plugins.set(event.plugin, { plugin: event.plugin, standing: event.standing, why: event.why })
        break
      case 'miss':
        this.#reasons.set(nameOf(event), event.reason)
        break
      case 'hit':
      case 'stored':
      case 'uncacheable':
      case 'failed':
      case 'bypassed':
      case 'audited':
        if (call !== undefined) {
          this.#end(event, call)
        }
        break
      default:
        break
    }
  }

  /**
   * Everything so far. Of a call that was made several times, for instance for each import of a module, the last that ran counts, and
   * the last only where all were answered; times are added up.
   */
  build(facts: Pick<DiaryBuild, 'root' | 'startedAt' | 'milliseconds'>): DiaryBuild {
    const calls = new Map<string, DiaryCall>()
    for (let index = 0; index < this.#keys.length; index += 1) {
      const call = this.#callAt(index)
      const name = nameOf(call)
      const isHit = this.#wasRestored[index] === true
      const before = calls.get(name)
      const wasHit = before?.decision === HIT
      if (before !== undefined && isHit && !wasHit) {
        continue
      }
      const decision = isHit ? HIT : this.#decisionOf(index)
      const cost = this.#costs[index] ?? Number.NaN
      const once = Number.isNaN(cost) ? null : cost
      const milliseconds = before !== undefined && isHit === wasHit ? sum(before.milliseconds, once) : once
      calls.set(name, { ...call, decision, milliseconds })
    }
    return {
      ...facts,
      processId: process.pid,
      calls: [...calls.values()],
      plugins: [...this.#plugins.values()],
      restoringMilliseconds: Math.round(this.#restoringMilliseconds * 100) / 100,
    }
  }

  #callAt(index: number): Omit<DiaryCall, 'decision' | 'milliseconds'> {
    const names = this.#names
    const at = index * 4
    return {
      plugin: names[at] as string,
      hook: names[at + 1] as DiaryCall['hook'],
      environment: names[at + 2] as string,
      id: names[at + 3] as string,
      key: this.#keys[index] as CacheKey,
    }
  }

  #decisionOf(position: number): Decision {
    const reason = this.#endedToReason.get(position) ?? null
    const event = this.#endedToEvent.get(position)
    switch (event?.kind) {
      case undefined:
        return { kind: 'miss', reason: reason ?? { kind: 'new' } }
      case 'uncacheable':
        return { kind: 'uncacheable', reason: reason ?? { kind: 'new' }, refusal: event.reason }
      case 'failed':
        return { kind: 'failed', reason }
      case 'bypassed':
        return { kind: 'bypassed', why: event.why }
      case 'audited':
        return { kind: 'audited', audit: auditOf(event) }
    }
  }

  #end(event: Ended, call: CallFacts): void {
    // In a warm build there are none, and no name is made.
    const name = this.#reasons.size === 0 ? null : nameOf(event)
    const reason = name === null ? undefined : this.#reasons.get(name)
    const position = this.#keys.length
    if (name !== null && reason !== undefined) {
      this.#reasons.delete(name)
      if (event.kind !== 'stored' || reason.kind !== 'new') {
        this.#endedToReason.set(position, reason)
      }
    }
    const isHit = event.kind === 'hit'
    if (isHit) {
      this.#restoringMilliseconds += call.milliseconds ?? 0
    } else if (event.kind !== 'stored') {
      this.#endedToEvent.set(position, event)
    }
    this.#wasRestored.push(isHit)
    this.#costs.push((isHit ? call.storedMilliseconds : call.milliseconds) ?? Number.NaN)
    this.#names.push(event.plugin, event.hook, event.environment, event.id)
    this.#keys.push(call.key)
  }
}

function sum(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.round((one + other) * 100) / 100
}

function auditOf(event: CallOf<'audited'>): Extract<Decision, { kind: 'audited' }>['audit'] {
  return event.outcome === 'different'
    ? { outcome: event.outcome, difference: event.difference }
    : { outcome: event.outcome }
}

function nameOf({
  plugin,
  hook,
  environment,
  id,
}: Readonly<Record<'plugin' | 'hook' | 'environment' | 'id', string>>): string {
  return `${plugin}\0${hook}\0${environment}\0${id}`
}
