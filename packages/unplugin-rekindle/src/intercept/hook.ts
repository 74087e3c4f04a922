import type { CachedHookName } from '../plugins-known/known-plugin.ts'

/** The hooks whose results are cached. */
export type HookName = CachedHookName

export type HookHandler = (this: object, ...args: unknown[]) => unknown
