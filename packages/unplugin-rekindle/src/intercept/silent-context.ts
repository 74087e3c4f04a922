import { memberKind } from './context-members.ts'

/** A hook's context by which nothing reaches the bundler: for a call whose effects were restored. */
export function silentContext(context: object): object {
  return new Proxy(
    {},
    {
      get(_target, name): unknown {
        if (typeof name === 'string' && memberKind(name) === 'effect') {
          return () => undefined
        }
        const value: unknown = Reflect.get(context, name, context)
        return typeof value === 'function' ? value.bind(context) : value
      },
    },
  )
}
