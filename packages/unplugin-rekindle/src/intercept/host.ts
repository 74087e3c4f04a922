import type { Input, ProjectRoot, RekindleEvent, ResultCache, TimedInput, Toolchain } from '@rekindle/core'
import type { Standings } from '../eligibility/standings.ts'
import type { StyleFacts } from '../plugins-known/style-facts.ts'
import type { CallListener } from '../report/call-facts.ts'
import type { HookClock } from './hook-clock.ts'
import type { Printer } from './journal.ts'
import type { WaitingLoads } from './waiting-loads.ts'

/** A plugin whose memory may lack what was restored. */
export interface GapHolder {
  readonly name: string
  readonly modules: {
    /** Runs what was restored of a module; null: nothing was. */
    fillGapOf(environment: string, id: string): Promise<void> | null
  }
}

/** What an adapter tells the interception about its bundler. Adapters translate; they decide nothing. */
export interface Host {
  readonly results: ResultCache
  readonly root: ProjectRoot
  /** The tools of the running build; known once the config is. */
  readonly toolchain: () => Toolchain
  readonly userKey: string
  /** The bundler's resolved options, as canonical text. */
  readonly config: string
  /** Name and kind of the environment that a hook's context belongs to; empty where there is none. */
  readonly environmentOf: (context: object) => string
  /** False for ids that the user left out. */
  readonly accepts: (id: string) => boolean
  /** Goes on with a build that has ended, while its outputs are made. */
  readonly resumeBuild: () => void
  /** True between the start and the end of a build, and where it was resumed. */
  readonly isBuilding: () => boolean
  /** When the running build started, ms since 1970. */
  readonly startedAtMs: () => number
  readonly styles: StyleFacts
  /** Reference ids of files that hooks have emitted in this build. */
  readonly references: Set<string>
  /** Loads that hooks wait for. */
  readonly waitingLoads: WaitingLoads
  /** Plugins that were wrapped for this project. */
  readonly cachedPlugins: Set<GapHolder>
  /** Run at the end of each build, while the cache can still be written to. */
  readonly endings: Set<() => void>
  /** The entries of the running build as canonical text; null: not known, and nothing that is resolved is kept. */
  readonly entries: () => string | null
  /** Plugins on which the verdict was told. */
  readonly announced: WeakSet<object>
  /** Takes note of what a module of an environment was made from; `ledger` names what it shares with others. */
  readonly noteInputs: (
    environment: string,
    id: string,
    made: { readonly inputs: readonly Input[]; readonly ledger: string | null },
  ) => void
  /** Takes note of what a call has read out of sight whose result isn't kept. */
  readonly noteReads: (inputs: readonly TimedInput[]) => void
  /** Takes note of files that a hook has asked the bundler to watch, in an environment. */
  readonly noteWatched: (environment: string, files: readonly string[]) => void
  /** Whether modules are served to somebody who edits them meanwhile. */
  readonly isServing: boolean
  /** Whether results may wait for the end of the build to be stored, and what a single one was made from needn't be known before. */
  readonly keepsPartsTogether: boolean
  readonly standings: Standings
  readonly emit: CallListener
  /** Tells what the hooks of this project cost. */
  readonly clock: HookClock
  /** Tells whoever reads the output of the build. */
  readonly warn: (text: string) => void
  readonly print: Printer
  /** The bundler's logger for this project; null: it has none. */
  readonly logger: object | null
}

/** Tells the listeners that the cache itself failed; the build goes on without it. */
export function reportFailure(host: Host, during: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  host.emit({ kind: 'cache-failed', during, message } satisfies RekindleEvent)
}
