/** The hooks whose results are cached. */
export type HookName = 'load' | 'transform'

export type HookHandler = (this: object, ...args: unknown[]) => unknown
