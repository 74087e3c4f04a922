import type { CallEvent, RekindleEvent } from '@rekindle/core'
import type { CallFacts } from './call-facts.ts'
import type { DurationStatistics } from './durations.ts'
import { HookTimes } from './hook-times.ts'
import type { MemoryReport } from './memory-watch.ts'
import type { SnapshotReport } from './snapshot-report.ts'

/** What became of the hook calls of one plugin. */
export interface PluginStatistics {
  /** Calls for which the plugin's own hook ran, though they may be cached. */
  run: number
  /** Calls that are never cached; the plugin's own hook ran. */
  bypassed: number
  /** Calls that were answered from the cache. */
  restored: number
  /** Of those that ran: calls that could have been answered from the cache, and were compared with it. */
  audited: number
  /** Of those that ran: results that were kept. */
  stored: number
  /** Of those that ran: results that can't be kept. */
  uncacheable: number
}

/** What the calls of one hook of a plugin took, as far as they are measured; ms. Null for none. */
export interface HookTimeReport {
  /** Of the plugin's own hook, for calls that were not answered. */
  readonly ran: DurationStatistics | null
  /** Of restoring, for those that were. */
  readonly restored: DurationStatistics | null
  /** What the hook took when the restored results were made. */
  readonly saved: number
}

/** Times of a build in ms. Hooks that ran at the same time have equal shares of it, so that times add up. */
export interface TimeReport {
  /** From the start of the build to its end, as far as the plugin sees it. */
  readonly build: number
  readonly ran: number
  readonly restoring: number
  readonly saved: number
}

/** Counts of one build, as they go into the report. `report.schema.json` describes it. */
export interface BuildReport {
  readonly hooks: { readonly run: number; readonly bypassed: number; readonly restored: number }
  readonly plugins: Readonly<Record<string, Readonly<PluginStatistics>>>
  /** Why calls ran, by kind of reason. */
  readonly misses: Readonly<Record<string, number>>
  /** Why calls are never cached, in words. */
  readonly bypassed: Readonly<Record<string, number>>
  /** Why results were not kept, in words. */
  readonly uncacheable: Readonly<Record<string, number>>
  /** Plugins that were caught giving another result for the same question, with module and difference. */
  readonly quarantined: readonly string[]
  /** Failures of the cache itself; the build did without it there. */
  readonly failures: readonly string[]
  readonly times: TimeReport
  /** By plugin and hook. */
  readonly hookTimes: Readonly<Record<string, Readonly<Record<string, HookTimeReport>>>>
  /** Null before the end of a build. */
  readonly memory: MemoryReport | null
  /** What became of the build as a whole; null without the option `snapshot`. */
  readonly snapshot: SnapshotReport | null
}

/** Listens to the events of one build and counts. */
export class BuildStatistics {
  readonly #plugins: Map<string, PluginStatistics> = new Map()
  readonly #misses: Map<string, number> = new Map()
  readonly #bypassed: Map<string, number> = new Map()
  readonly #uncacheable: Map<string, number> = new Map()
  readonly #failures: string[] = []
  readonly #quarantined: string[] = []
  readonly #times: HookTimes = new HookTimes()

  see(event: RekindleEvent, call?: CallFacts): void {
    switch (event.kind) {
      case 'hit':
        this.#of(event.plugin).restored += 1
        this.#restored(event, call)
        break
      case 'miss':
        this.#of(event.plugin).run += 1
        increment(this.#misses, event.reason.kind)
        break
      case 'audited':
        this.#of(event.plugin).run += 1
        this.#of(event.plugin).audited += 1
        this.#ran(event, call)
        break
      case 'quarantined':
        this.#quarantined.push(`${event.plugin}: ${event.module}: ${event.difference}`)
        break
      case 'bypassed':
        this.#of(event.plugin).bypassed += 1
        increment(this.#bypassed, event.why)
        this.#ran(event, call)
        break
      case 'rehydrated':
        this.#of(event.plugin).run += 1
        this.#ran(event, call)
        break
      case 'stored':
        this.#of(event.plugin).stored += 1
        this.#ran(event, call)
        break
      case 'uncacheable':
        this.#of(event.plugin).uncacheable += 1
        increment(this.#uncacheable, 'detail' in event.reason ? event.reason.detail : event.reason.kind)
        this.#ran(event, call)
        break
      case 'failed':
        this.#ran(event, call)
        break
      case 'cache-failed':
        this.#failures.push(`${event.during}: ${event.message}`)
        break
      case 'write-failed':
        this.#failures.push(`writing: ${event.message}`)
        break
      case 'flush-abandoned':
        this.#failures.push(
          `writing: given up after ${event.milliseconds} ms, ${event.lost} results not kept`,
        )
        break
      default:
        break
    }
  }

  /** @param buildMilliseconds how long the build took so far */
  report(
    buildMilliseconds = 0,
    memory: MemoryReport | null = null,
    snapshot: SnapshotReport | null = null,
  ): BuildReport {
    const plugins = [...this.#plugins.values()]
    return {
      hooks: {
        run: plugins.reduce((sum, { run }) => sum + run, 0),
        bypassed: plugins.reduce((sum, { bypassed }) => sum + bypassed, 0),
        restored: plugins.reduce((sum, { restored }) => sum + restored, 0),
      },
      plugins: Object.fromEntries(this.#plugins),
      misses: Object.fromEntries(this.#misses),
      bypassed: Object.fromEntries(this.#bypassed),
      uncacheable: Object.fromEntries(this.#uncacheable),
      quarantined: this.#quarantined,
      failures: this.#failures,
      times: { build: Math.round(buildMilliseconds), ...this.#times.totals() },
      hookTimes: this.#times.byPlugin(),
      memory,
      snapshot,
    }
  }

  #restored({ plugin, hook }: CallEvent, call: CallFacts | undefined): void {
    const { milliseconds = null, storedMilliseconds = null } = call ?? {}
    if (milliseconds !== null) {
      this.#times.addRestored(plugin, hook, milliseconds, storedMilliseconds ?? 0)
    }
  }

  #ran({ plugin, hook }: CallEvent, call: CallFacts | undefined): void {
    const milliseconds = call?.milliseconds ?? null
    if (milliseconds !== null) {
      this.#times.addRun(plugin, hook, milliseconds)
    }
  }

  #of(plugin: string): PluginStatistics {
    let statistics = this.#plugins.get(plugin)
    if (statistics === undefined) {
      statistics = { run: 0, bypassed: 0, restored: 0, audited: 0, stored: 0, uncacheable: 0 }
      this.#plugins.set(plugin, statistics)
    }
    return statistics
  }
}

function increment(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
