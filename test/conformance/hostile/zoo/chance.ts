import { evaluateApart, type HookCalls } from '../../../kit/in-process/define-plugin.ts'
import { type Animal, apart } from './animal.ts'

/** Plugins in whose results chance or the time shows. */
export const animalsOfChance: readonly Animal[] = [
  ...apart([
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
  ] satisfies Animal[]),
  ...(['now', 'toISOString', 'toString'] as const).map(
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
              toISOString: () => new Date().toISOString(),
              toString: () => new Date().toString(),
            }
            return { code: `${code}\nglobalThis.mark = ${JSON.stringify(forms[of]?.())}\n`, map: null }
          },
        },
      ])(form),
    }),
  ),
]
