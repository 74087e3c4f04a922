import type { Decision, DiaryBuild, DiaryCall, DiaryPlugin, MissReason, RekindleEvent } from '@rekindle/core'
import type { CallFacts } from './call-facts.ts'

type CallOf<Kind extends RekindleEvent['kind']> = Extract<RekindleEvent, { readonly kind: Kind }>

/** Events that end a call, with what is known of it. */
interface Ended {
  readonly event: CallOf<'hit' | 'stored' | 'uncacheable' | 'failed' | 'bypassed' | 'audited'>
  readonly call: CallFacts
}

const HIT: Decision = { kind: 'hit' }

/**
 * Listens to the events of one build and makes an entry of the diary of them. While the build runs it only puts events
 * aside; they are sorted out at the end.
 */
export class BuildDiary {
  readonly #ended: Ended[] = []
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
          this.#ended.push({ event, call })
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
    let restoringMilliseconds = 0
    for (const { event, call } of this.#ended) {
      const name = nameOf(event)
      const isHit = event.kind === 'hit'
      const before = calls.get(name)
      if (isHit) {
        restoringMilliseconds += call.milliseconds ?? 0
      }
      const wasHit = before?.decision === HIT
      if (before !== undefined && isHit && !wasHit) {
        continue
      }
      const decision = this.#decisionOf(event, name)
      const { plugin, hook, environment, id } = event
      const once = isHit ? call.storedMilliseconds : call.milliseconds
      const milliseconds = before !== undefined && isHit === wasHit ? sum(before.milliseconds, once) : once
      calls.set(name, { plugin, hook, environment, id, decision, milliseconds, key: call.key })
    }
    return {
      ...facts,
      processId: process.pid,
      calls: [...calls.values()],
      plugins: [...this.#plugins.values()],
      restoringMilliseconds: Math.round(restoringMilliseconds * 100) / 100,
    }
  }

  #decisionOf(event: Ended['event'], name: string): Decision {
    const reason = this.#reasons.get(name) ?? null
    switch (event.kind) {
      case 'hit':
        return HIT
      case 'stored':
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
}

function sum(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.round((one + other) * 100) / 100
}

function auditOf(event: CallOf<'audited'>): Extract<Decision, { kind: 'audited' }>['audit'] {
  return event.outcome === 'different'
    ? { outcome: event.outcome, difference: event.difference }
    : { outcome: event.outcome }
}

function nameOf({ plugin, hook, environment, id }: Ended['event'] | CallOf<'miss'>): string {
  return `${plugin}\0${hook}\0${environment}\0${id}`
}
