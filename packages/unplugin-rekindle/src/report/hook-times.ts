import { type DurationStatistics, Durations } from './durations.ts'

/** Times of one hook of one plugin. */
interface Times {
  readonly ran: Durations
  readonly restored: Durations
  saved: number
}

/** What hook calls took, and what was saved, by plugin and hook; ms. */
export class HookTimes {
  readonly #plugins: Map<string, Map<string, Times>> = new Map()

  addRun(plugin: string, hook: string, milliseconds: number): void {
    this.#of(plugin, hook).ran.add(milliseconds)
  }

  /** `saved` is what the hook took when the result was made. */
  addRestored(plugin: string, hook: string, milliseconds: number, saved: number): void {
    const times = this.#of(plugin, hook)
    times.restored.add(milliseconds)
    times.saved += saved
  }

  totals(): { readonly ran: number; readonly restoring: number; readonly saved: number } {
    const all = [...this.#plugins.values()].flatMap((hooks) => [...hooks.values()])
    return {
      ran: Math.round(all.reduce((sum, { ran }) => sum + ran.total, 0)),
      restoring: Math.round(all.reduce((sum, { restored }) => sum + restored.total, 0)),
      saved: Math.round(all.reduce((sum, { saved }) => sum + saved, 0)),
    }
  }

  byPlugin(): Record<
    string,
    Record<
      string,
      {
        readonly ran: DurationStatistics | null
        readonly restored: DurationStatistics | null
        readonly saved: number
      }
    >
  > {
    return Object.fromEntries(
      [...this.#plugins].map(([plugin, hooks]) => [
        plugin,
        Object.fromEntries(
          [...hooks].map(([hook, { ran, restored, saved }]) => [
            hook,
            { ran: ran.statistics(), restored: restored.statistics(), saved: Math.round(saved * 100) / 100 },
          ]),
        ),
      ]),
    )
  }

  #of(plugin: string, hook: string): Times {
    let hooks = this.#plugins.get(plugin)
    if (hooks === undefined) {
      hooks = new Map()
      this.#plugins.set(plugin, hooks)
    }
    let times = hooks.get(hook)
    if (times === undefined) {
      times = { ran: new Durations(), restored: new Durations(), saved: 0 }
      hooks.set(hook, times)
    }
    return times
  }
}
