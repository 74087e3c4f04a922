import type { HookHandler } from './hook.ts'

const EFFECTS: ReadonlySet<string | symbol> = new Set(['addWatchFile', 'warn', 'info', 'debug', 'emitFile'])

/**
 * Runs the hook that a restore skipped, so that the plugin's memory is as it would be. Its result and its
 * effects were restored already; what it does now is not seen by the bundler.
 */
export async function rehydrate(
  context: object,
  transform: HookHandler,
  args: readonly unknown[],
): Promise<void> {
  await transform.apply(silentContext(context), [...args])
}

function silentContext(context: object): object {
  return new Proxy(
    {},
    {
      get(_target, name): unknown {
        if (EFFECTS.has(name)) {
          return () => undefined
        }
        const value: unknown = Reflect.get(context, name, context)
        return typeof value === 'function' ? value.bind(context) : value
      },
    },
  )
}
