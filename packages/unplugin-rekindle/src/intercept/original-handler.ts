import type { HookHandler } from './hook.ts'

const originals: WeakMap<object, HookHandler> = new WeakMap()

/** Remembers which handler of the plugin's own stands behind one of ours. */
export function noteOriginal(wrapped: HookHandler, original: HookHandler): void {
  originals.set(wrapped, original)
}

/** The plugin's own handler behind a value of one of its hooks, or the value. */
export function originalOf(value: unknown): unknown {
  return typeof value === 'function' ? (originals.get(value) ?? value) : value
}
