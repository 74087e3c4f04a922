import type { HookTrace, Input } from '@rekindle/core'
import type { StyleFacts } from './style-facts.ts'

/** Hooks of which single results are kept. */
export type CachedHookName = 'load' | 'transform' | 'renderChunk'

/** One hook call of a plugin, as far as its policy may look at it. */
export interface CallFacts {
  readonly hook: CachedHookName
  readonly id: string
  /** The code received; null for `load`. */
  readonly code: string | null
}

/** What a call did and returned. */
export interface CallOutcome {
  readonly trace: HookTrace
  /** Files that the hook declared by `addWatchFile`. */
  readonly watched: readonly string[]
  readonly code: string | null
  readonly styles: StyleFacts
}

/** The module whose compiled code names a part in another file by this name; null: none that was seen in this build. */
export type ModuleOfPart = (name: string) => string | null

/** Why a result may not be kept, in words; null: it may. */
export type Refusal = string | null

/**
 * What is known of a plugin whose results may be cached.
 *
 * The defaults of an absent member are the safe ones.
 */
export interface CachePolicy {
  /** Plugins of one family share what they remember. */
  readonly family: string
  /**
   * Packages that the plugin is of; `bundler` for one that the bundler puts there itself. Absent: nobody knows, and every
   * package that the config imports counts.
   */
  readonly packages?: readonly string[] | 'bundler'
  /**
   * False when no other plugin can change what it does but by what its hooks receive; such plugins keep their results when
   * a package of another plugin changes.
   */
  readonly takesFromOthers?: false
  /** False when it doesn't look at the bundler's resolved options (but at mode and command). */
  readonly seesConfig?: false
  /**
   * `when-used`: it knows of the environment (client, server) only what a call looks up in its context or its options, so
   * that a result which looked up nothing serves all environments.
   */
  readonly environment?: 'when-used'
  /** True for a plugin that the table doesn't name: what it reads in other hooks is watched as well. */
  readonly isUnknown?: boolean
  /** True when results only depend on paths relative to the root, so that another folder may use them. */
  readonly isPortable: boolean
  /**
   * How the plugin remembers files that it read.
   * - `everything`: a file read in one call may shape any later result, unless that call declared it.
   * - `linked`: each call at least looks at (stats) the first of the source files and configs that it uses from memory.
   */
  readonly memory: 'everything' | 'linked'
  /** Names of config files, searched from the root upwards, that are part of the toolchain when present. */
  readonly configFiles?: readonly string[]
  /** True when lines are printed for a call in events that belong to none (Sass speaks from its own process). */
  readonly printsOutside?: boolean
  /** True when processes and threads that the plugin starts read nothing that isn't declared or listed here. */
  readonly hasKnownUnseenReads?: boolean
  /**
   * All options that decide its results, where the plugin shows them; absent: what its hooks close over is read.
   */
  readonly optionsOf?: (plugin: object) => unknown
  /** True for a call in which the plugin is known to do nothing at all: it runs, and nobody looks. */
  readonly ignoresCall?: (call: CallFacts) => boolean
  /** True for a call that has no effect in memory which matters: that it returned nothing may be restored. */
  readonly keepsEmpty?: (call: CallFacts) => boolean
  /** A call that is never cached. It is traced all the same: the plugin may remember what it read. */
  readonly refusesCall?: (call: CallFacts, moduleOf: ModuleOfPart) => Refusal
  /** Whether everything is known that a call has read out of sight, though its result isn't kept. */
  readonly knowsUnseenReads?: (call: CallFacts, outcome: CallOutcome) => boolean
  readonly refusesOutcome?: (call: CallFacts, outcome: CallOutcome) => Refusal
  /** Inputs of this one result that tracing can't see. */
  readonly unseenInputs?: (call: CallFacts, outcome: CallOutcome) => readonly Input[]
  /** Files that shape all results of the family and that tracing can't see, from the view of one module. */
  readonly sharedFiles?: (file: string) => readonly string[]
  /**
   * True for a plugin that holds an edited module against what it was, or has compiled it before `transform` is called: results
   * of modules that were edited in this process serve this process only, until the next edit.
   */
  readonly comparesEdits?: true
  /** Names of parts of a module that are in other files, as ids of these parts hold them; from the compiled code. */
  readonly partNames?: (code: string) => readonly string[]
  /** The module whose `transform` puts into memory what this call needs; null: none. */
  readonly rehydratesFrom?: (
    call: { readonly hook: CachedHookName; readonly id: string },
    moduleOf: ModuleOfPart,
  ) => string | null
  /** What its calls leave in the plugin's memory for other plugins; by the plugin, with its hooks as they are written. */
  readonly keptBeside?: (plugin: object, sources: { buildStart: string; transform: string }) => KeptBeside
  /**
   * On esbuild: the module of another namespace that a load with this result has put into memory, where its own load finds
   * it; null: none. The two are kept together.
   */
  readonly loadsApart?: (result: unknown) => { readonly path: string; readonly namespace: string } | null
}

/** What a call has put into its plugin's memory besides its result; `unknown`: what nobody could put back. */
export type PutBeside =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'put'; readonly text: string }
  | { readonly kind: 'unknown' }

/** A memory of one plugin that its calls fill besides their results, and that can be reached. */
export interface KeptBeside {
  /** Calls the plugin's `buildStart`, which makes the memory anew, and finds it meanwhile. */
  start<Result>(run: () => Result): Result
  /** A call that is never cached since what it puts there can't be put back. */
  refuses(call: CallFacts, styles: StyleFacts): Refusal
  putBy(trace: HookTrace, call: CallFacts): PutBeside
  /** Does what a restored call has done; `text` is of its `putBy`. */
  putBack(id: string, text: string): void
}

/** What is known of a plugin that says where modules are, and whose answers are kept. */
export interface ResolverPolicy {
  /** As in `CachePolicy`. */
  readonly family: string
  readonly packages: readonly string[]
  /** True for a call that looks at nothing: it runs, and nobody looks. */
  readonly ignoresCall: (source: unknown, options: unknown) => boolean
  /** Why nothing of this plugin may be kept, by what its hook closes over; null: it may. */
  readonly refuses: (plugin: object, closedOver: Readonly<Record<string, unknown>>) => Refusal
  /**
   * True where it remembers something of a module that it has found, for when it looks for what this one imports; by what its
   * hook closes over.
   */
  readonly remembersFound: (closedOver: Readonly<Record<string, unknown>>) => boolean
  /** Name of a method by which it tells others what it knows of a module that it has found, by the path. */
  readonly tells?: string
}

/**
 * What is known of a plugin whose `renderChunk` may be cached. What the hook looks at of the chunk, the output options and the other
 * chunks is seen as it runs, and needn't be said.
 */
export interface ChunkPolicy {
  /** Of its results for chunks, apart from those of its other hooks. */
  readonly policy: CachePolicy
  /** What the source of the hook holds; a plugin of the same name without it is another one. */
  readonly mark: RegExp
  /** Variables that the hook closes over which hold all options, also where it changes them. */
  readonly optionVariables: readonly string[]
  /** Why nothing of this plugin may be kept, by what its hook closes over; null: it may. */
  readonly refuses: (closedOver: Readonly<Record<string, unknown>>) => Refusal
  /** True for a call in which the plugin does nothing, or must get its arguments as they are: it runs, and nobody looks. */
  readonly ignoresCall?: (context: object, args: readonly unknown[]) => boolean
}

/** The table's verdict on plugins of given names. */
export interface KnownPlugin {
  readonly names: readonly string[]
  /**
   * What the source of its `transform` (on esbuild of its `setup`) holds, for a name that others may well give to a plugin of
   * their own.
   */
  readonly mark?: RegExp
  /** Packages of which it is known that their plugins change nothing of other plugins. */
  readonly harmlessPackages?: readonly string[]
  /** What is known of its `resolveId`; absent: that isn't cached. */
  readonly resolver?: ResolverPolicy
  /** What is known of its `renderChunk`; absent: that isn't cached. */
  readonly chunks?: ChunkPolicy
  readonly verdict:
    | { readonly kind: 'cached'; readonly policy: CachePolicy }
    | { readonly kind: 'uncached'; readonly why: string }
}

/** A module id without query and fragment: the file it stands for. */
export function fileOfId(id: string): string {
  return id.replace(/[?#].*$/, '')
}
