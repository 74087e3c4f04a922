import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'

/** Makes the plugins of an animal; evaluated apart. `calls` counts the calls of the one that is named `hostile`. */
export type Make = (calls: HookCalls, root: string) => readonly unknown[]

/** A plugin that is hard to cache, whose nature shows without running it twice. */
export interface Animal {
  readonly behaviour: string
  readonly make: Make
  /** What becomes of it once it is opted in by name: its results are restored, or why none of them is kept. */
  readonly optedIn: 'restored' | { readonly reason: string }
  /** False where two builds without Rekindle differ. */
  readonly isRepeatable?: false
}

interface Context {
  emitFile(file: object): string
  warn(log: unknown): void
  [member: string]: unknown
}

interface Hostile {
  name: string
  transform: unknown
}

/** Evaluated apart below. */
const single: readonly Animal[] = [
  {
    behaviour: 'draws a number and shows it',
    optedIn: { reason: 'randomness in its result' },
    isRepeatable: false,
    make: (calls) => [
      {
        name: 'hostile',
        transform(code: string, id: string) {
          calls.push(id)
          return { code: `${code}\nglobalThis.mark = ${Math.random()}\n`, map: null }
        },
      },
    ],
  },
  {
    behaviour: 'draws an id, after a wait, and hides it in meta',
    optedIn: { reason: 'randomness in its result' },
    isRepeatable: false,
    make: (calls) => [
      {
        name: 'hostile',
        async transform(code: string, id: string) {
          calls.push(id)
          await new Promise((resolve) => setTimeout(resolve, 1))
          const own = Math.random().toString(36).slice(2, 9)
          return { code, map: null, meta: { hostile: { own } } }
        },
        renderChunk(
          this: { getModuleInfo(id: string): { meta: { hostile?: unknown } } },
          code: string,
          chunk: { moduleIds: string[] },
        ) {
          const own = chunk.moduleIds.map((id) => this.getModuleInfo(id)?.meta.hostile)
          return { code: `${code}\nglobalThis.mark = ${JSON.stringify(own)}\n`, map: null }
        },
      },
    ],
  },
  {
    behaviour: 'makes a UUID',
    optedIn: { reason: 'randomness in its result' },
    isRepeatable: false,
    make: (calls) => [
      {
        name: 'hostile',
        transform(code: string, id: string) {
          calls.push(id)
          return { code: `${code}\nglobalThis.mark = '${globalThis.crypto.randomUUID()}'\n`, map: null }
        },
      },
    ],
  },
  {
    behaviour: 'takes random bytes',
    optedIn: { reason: 'randomness in its result' },
    isRepeatable: false,
    make: (calls) => [
      {
        name: 'hostile',
        transform(code: string, id: string) {
          calls.push(id)
          const { randomBytes } = process.getBuiltinModule('node:crypto')
          return { code: `${code}\nglobalThis.mark = '${randomBytes(8).toString('hex')}'\n`, map: null }
        },
      },
    ],
  },
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
    optedIn: { reason: 'this.count' },
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
    behaviour: 'keeps state in a file outside of the root',
    optedIn: { reason: 'fs.writeFile' },
    isRepeatable: false,
    make: (calls, root) => [
      {
        name: 'hostile',
        transform(code: string, id: string) {
          calls.push(id)
          const fs = process.getBuiltinModule('node:fs')
          const file = `${root}-state.txt`
          const count = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) + 1 : 0
          fs.writeFileSync(file, String(count))
          return { code: `${code}\nglobalThis.mark = ${count}\n`, map: null }
        },
        buildEnd: () => undefined,
      },
    ],
  },
  {
    behaviour: 'replaces functions of node:fs',
    optedIn: { reason: 'functions of node:fs that somebody has replaced' },
    make: (calls, root) => [
      {
        name: 'hostile',
        transform(code: string, id: string) {
          calls.push(id)
          const fs = process.getBuiltinModule('node:fs')
          const { readFileSync } = fs
          fs.readFileSync = ((file: string, options: 'utf8') =>
            file === `${root}/virtual.txt` ? 'virtual' : readFileSync(file, options)) as typeof readFileSync
          return {
            code: `${code}\nglobalThis.mark = '${fs.readFileSync(`${root}/virtual.txt`, 'utf8')}'\n`,
            map: null,
          }
        },
      },
    ],
  },
  {
    behaviour: 'runs a process',
    optedIn: { reason: 'child_process.execFileSync' },
    make: (calls) => [
      {
        name: 'hostile',
        transform(code: string, id: string) {
          calls.push(id)
          const { execFileSync } = process.getBuiltinModule('node:child_process')
          const found = id.endsWith('main.js')
            ? execFileSync('/bin/sh', ['-c', 'echo 1'], { encoding: 'utf8' })
            : '0'
          return { code: `${code}\nglobalThis.mark = ${found}\n`, map: null }
        },
      },
    ],
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
  {
    behaviour: 'sets the exit code',
    optedIn: { reason: 'process.exitCode' },
    make: (calls) => [
      {
        name: 'hostile',
        transform(code: string, id: string) {
          calls.push(id)
          process.exitCode = Number(process.exitCode ?? 0) + 1
          return { code: `${code}\nglobalThis.mark = 1\n`, map: null }
        },
      },
    ],
  },
  {
    behaviour: 'changes an environment variable',
    optedIn: { reason: 'process.env assignment' },
    make: (calls) => [
      {
        name: 'hostile',
        transform(code: string, id: string) {
          calls.push(id)
          process.env['REKINDLE_TEST_ZOO'] = `${process.env['REKINDLE_TEST_ZOO'] ?? ''}x`
          return { code: `${code}\nglobalThis.mark = 1\n`, map: null }
        },
        buildEnd() {
          delete process.env['REKINDLE_TEST_ZOO']
        },
      },
    ],
  },
  {
    behaviour: 'changes the working directory',
    optedIn: { reason: 'process.chdir' },
    make: (calls, root) => [
      {
        name: 'hostile',
        transform(code: string, id: string) {
          calls.push(id)
          process.chdir(process.cwd() === root ? '/' : root)
          return { code: `${code}\nglobalThis.mark = '${process.cwd().replace(root, '')}'\n`, map: null }
        },
        buildEnd() {
          process.chdir(root)
        },
      },
    ],
  },
]

/** One way of several. */
const ways: readonly Animal[] = [
  ...(['now', 'toISOString', 'toString', 'toUTCString', 'seconds'] as const).map(
    (form): Animal => ({
      behaviour: `shows the time by ${form}`,
      optedIn: { reason: 'time in its result' },
      isRepeatable: false,
      make: evaluateApart((of: string) => (calls: HookCalls) => [
        {
          name: 'hostile',
          transform(code: string, id: string) {
            calls.push(id)
            const forms: Record<string, () => unknown> = {
              now: () => Date.now(),
              seconds: () => Math.floor(Date.now() / 1000),
              toISOString: () => new Date().toISOString(),
              toString: () => new Date().toString(),
              toUTCString: () => new Date().toUTCString(),
            }
            return { code: `${code}\nglobalThis.mark = ${JSON.stringify(forms[of]?.())}\n`, map: null }
          },
        },
      ])(form),
    }),
  ),
  ...(['http.get', 'fetch', 'net.connect'] as const).map(
    (way): Animal => ({
      behaviour: `asks a server by ${way}`,
      optedIn: { reason: 'net.connect' },
      make: evaluateApart((by: string) => (calls: HookCalls) => {
        const http = process.getBuiltinModule('node:http')
        const ways: Record<string, (port: number) => Promise<string>> = {
          fetch: async (port) => (await fetch(`http://127.0.0.1:${port}/`)).text(),
          'http.get': (port) =>
            new Promise((resolve) => {
              http.get(`http://127.0.0.1:${port}/`, (answer) => {
                answer.setEncoding('utf8').on('data', resolve)
              })
            }),
          'net.connect': (port) =>
            new Promise((resolve) => {
              const socket = process.getBuiltinModule('node:net').connect(port, '127.0.0.1')
              socket.setEncoding('utf8').on('data', (text) => {
                socket.destroy()
                resolve(String(text).includes('answer') ? 'answer' : 'none')
              })
              socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
            }),
        }
        return [
          {
            name: 'hostile',
            async transform(code: string, id: string) {
              calls.push(id)
              const server = http.createServer((_request, response) => response.end('answer'))
              const port = await new Promise<number>((resolve) => {
                server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
              })
              const found = await ways[by]?.(port)
              server.closeAllConnections()
              server.close()
              return { code: `${code}\nglobalThis.mark = '${found}'\n`, map: null }
            },
          },
        ]
      })(way),
    }),
  ),
  ...(['setTimeout', 'setImmediate', 'setInterval'] as const).map(
    (timer): Animal => ({
      behaviour: `emits a file by ${timer} when its hook is over`,
      optedIn: { reason: 'a timer or callback that it does not wait for' },
      make: evaluateApart((by: 'setTimeout' | 'setImmediate' | 'setInterval') => (calls: HookCalls) => [
        {
          name: 'hostile',
          transform(this: Context, code: string, id: string) {
            calls.push(id)
            const emit = () => {
              this.emitFile({ type: 'asset', fileName: `late-${code.length}.txt`, source: code })
              clearInterval(ticking as NodeJS.Timeout)
            }
            const ticking: unknown = by === 'setImmediate' ? setImmediate(emit) : globalThis[by](emit, 0)
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

export const zoo: readonly Animal[] = [
  ...single.map((animal) => ({ ...animal, make: evaluateApart(animal.make) })),
  ...ways,
]
