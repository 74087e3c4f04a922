import { evaluateApart, type HookCalls } from '../../../kit/in-process/define-plugin.ts'
import { type Animal, apart, type Context } from './animal.ts'

interface Hostile {
  name: string
  transform: unknown
}

/** Plugins that play with their hooks, their context and their memory. */
export const animalsOfHooks: readonly Animal[] = [
  ...apart([
    {
      behaviour: 'changes the options that it is given',
      optedIn: { reason: 'a change of its options' },
      make: (calls) => [
        {
          name: 'hostile',
          transform(code: string, id: string, options: Record<string, unknown>) {
            calls.push(id)
            options['mark'] = 1
            return { code: `${code}\nglobalThis.mark = 1\n`, map: null }
          },
        },
        {
          name: 'neighbour',
          transform: (code: string, _id: string, options: Record<string, unknown>) => ({
            code: `${code}\nglobalThis.neighbour = ${JSON.stringify(options['mark'])}\n`,
            map: null,
          }),
        },
      ],
    },
    {
      behaviour: 'counts on its context',
      optedIn: { reason: 'assignment to this.count' },
      make: (calls) => [
        {
          name: 'hostile',
          transform(this: Context, code: string, id: string) {
            calls.push(id)
            this['count'] = Number(this['count'] ?? 0) + 1
            return { code: `${code}\nglobalThis.mark = ${String(this['count'])}\n`, map: null }
          },
        },
      ],
    },
    {
      behaviour: 'answers the later the earlier it was asked',
      optedIn: 'restored',
      make: (calls) => [
        {
          name: 'hostile',
          async transform(code: string, id: string) {
            calls.push(id)
            await new Promise((resolve) => setTimeout(resolve, 9 - 2 * calls.length))
            return { code: `${code}\nglobalThis.mark = ${code.length}\n`, map: null }
          },
        },
      ],
    },
    {
      behaviour: 'replaces its hook while it runs',
      optedIn: { reason: 'a change of its own hooks' },
      make: (calls) => {
        const hook = (mark: string) => (code: string, id: string) => {
          calls.push(id)
          plugin.transform = hook(`${mark}+`)
          return { code: `${code}\nglobalThis.mark = '${mark}'\n`, map: null }
        }
        const plugin: Hostile = { name: 'hostile', transform: hook('mark') }
        return [plugin]
      },
    },
    {
      behaviour: 'replaces its handler while it runs',
      optedIn: { reason: 'a change of its own hooks' },
      make: (calls) => {
        const hook = (mark: string) => (code: string, id: string) => {
          calls.push(id)
          transform.handler = hook(`${mark}+`)
          return { code: `${code}\nglobalThis.mark = '${mark}'\n`, map: null }
        }
        const transform = { order: 'post', handler: hook('mark') }
        return [{ name: 'hostile', transform } satisfies Hostile]
      },
    },
    {
      behaviour: 'gives its hook by a getter, anew each time',
      optedIn: { reason: 'a change of its own hooks' },
      make: (calls) => [
        {
          name: 'hostile',
          get transform() {
            return (code: string, id: string) => {
              calls.push(id)
              return { code: `${code}\nglobalThis.mark = 'getter'\n`, map: null }
            }
          },
        },
      ],
    },
    {
      behaviour: 'has its hook from a prototype of its prototype',
      optedIn: 'restored',
      make: (calls) => {
        class Base {
          readonly name = 'hostile'
          readonly mark = 'inherited'
          transform(this: unknown, code: string, id: string) {
            calls.push(id)
            return { code: `${code}\nglobalThis.mark = 'inherited'\n`, map: null }
          }
        }
        class Derived extends Base {}
        return [new Derived()]
      },
    },
    {
      behaviour: 'shares its hook object with another plugin',
      optedIn: 'restored',
      // Vite itself fails: it defines the filter of each hook object once.
      only: 'Rollup',
      make: (calls) => {
        const transform = {
          order: 'pre',
          handler(code: string, id: string) {
            calls.push(id)
            return { code: `${code}\nglobalThis.mark = ${code.length}\n`, map: null }
          },
        }
        return [
          { name: 'hostile', transform },
          { name: 'hostile', transform },
        ]
      },
    },
    {
      behaviour: 'carries its state in an AsyncLocalStorage of its own',
      optedIn: 'restored',
      make: (calls) => {
        const { AsyncLocalStorage } = process.getBuiltinModule('node:async_hooks')
        const storage = new AsyncLocalStorage<string>()
        const read = async () => {
          await new Promise((resolve) => setTimeout(resolve, 2))
          return storage.getStore()
        }
        return [
          {
            name: 'hostile',
            async transform(code: string, id: string) {
              calls.push(id)
              const found = await storage.run(`of ${code.length}`, read)
              return { code: `${code}\nglobalThis.mark = '${found} ${storage.getStore()}'\n`, map: null }
            },
          },
        ]
      },
    },
    {
      behaviour: 'waits for its timers, clears others, and leaves one that holds nobody up',
      optedIn: 'restored',
      make: (calls) => [
        {
          name: 'hostile',
          async transform(code: string, id: string) {
            calls.push(id)
            const guard = setTimeout(() => undefined, 60_000)
            setTimeout(() => undefined, 60_000).unref()
            await new Promise<void>((resolve) => setImmediate(resolve))
            await new Promise<void>((resolve) => queueMicrotask(resolve))
            clearTimeout(guard)
            return { code: `${code}\nglobalThis.mark = ${code.length}\n`, map: null }
          },
        },
      ],
    },
  ] satisfies Animal[]),
  ...(['setTimeout', 'setImmediate'] as const).map(
    (timer): Animal => ({
      behaviour: `emits a file by ${timer} when its hook is over`,
      optedIn: { reason: 'a timer or callback that it does not wait for' },
      make: evaluateApart((by: 'setTimeout' | 'setImmediate') => (calls: HookCalls) => [
        {
          name: 'hostile',
          transform(this: Context, code: string, id: string) {
            calls.push(id)
            globalThis[by](() => {
              this.emitFile({ type: 'asset', fileName: `late-${code.length}.txt`, source: code })
            }, 0)
            return { code: `${code}\nglobalThis.mark = ${code.length}\n`, map: null }
          },
        },
        {
          name: 'neighbour',
          // Waits, so that the file still comes in time.
          buildEnd: () => new Promise((resolve) => setTimeout(resolve, 30)),
        },
      ])(timer),
    }),
  ),
  ...(['queueMicrotask', 'nextTick'] as const).map(
    (line): Animal => ({
      behaviour: `warns by ${line} when its hook is over`,
      optedIn: { reason: 'a timer or callback that it does not wait for' },
      make: evaluateApart((by: string) => (calls: HookCalls) => [
        {
          name: 'hostile',
          transform(this: Context, code: string, id: string) {
            calls.push(id)
            const warn = () => this.warn(`late ${code.length}`)
            if (by === 'nextTick') {
              process.nextTick(warn)
            } else {
              queueMicrotask(warn)
            }
            return { code: `${code}\nglobalThis.mark = ${code.length}\n`, map: null }
          },
        },
      ])(line),
    }),
  ),
  ...(['generateBundle', 'renderChunk'] as const).map(
    (hook): Animal => ({
      behaviour: `collects in a variable for its ${hook}`,
      optedIn: { reason: `\`seen\`, which it keeps for its ${hook}` },
      make: evaluateApart((later: string) => (calls: HookCalls) => {
        const seen = new Set<string>()
        const hooks: Record<string, unknown> = {
          name: 'hostile',
          transform(code: string, id: string) {
            calls.push(id)
            seen.add(String(code.length))
            return { code: `${code}\nglobalThis.mark = 1\n`, map: null }
          },
        }
        hooks[later] =
          later === 'renderChunk'
            ? (code: string) => ({
                code: `${code}\nglobalThis.seen = '${[...seen].sort().join()}'\n`,
                map: null,
              })
            : function (this: Context) {
                this.emitFile({ type: 'asset', fileName: 'seen.txt', source: [...seen].sort().join() })
              }
        return [hooks]
      })(hook),
    }),
  ),
]
