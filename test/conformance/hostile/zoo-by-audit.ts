import { type Animal, apart } from './zoo/animal.ts'

/** A plugin whose nature shows only when a call that could be restored is run again. */
export interface HiddenAnimal extends Pick<Animal, 'make' | 'isRepeatable'> {
  readonly behaviour: string
  /**
   * What a second run of a call gives, in a new process: another result, or the same.
   * `whenUnchanged`: every call runs again, in the same order. `whenOneIsGone`: a module before it isn't there any more.
   */
  readonly whenUnchanged: 'differs' | 'agrees'
  readonly whenOneIsGone: 'differs' | 'agrees'
  /** The variable that shows statically what it is, of plugins that nobody vouches for; absent: none does. */
  readonly stateVariable?: string
}

interface Globals {
  hostileCount?: number
}

/** Plugins that are opted in by name at the user's own risk; of others nothing is used before they were audited. */
export const zooByAudit: readonly HiddenAnimal[] = apart([
  {
    behaviour: 'counts its calls in a variable',
    whenUnchanged: 'agrees',
    whenOneIsGone: 'differs',
    stateVariable: 'count',
    make: (calls) => {
      let count = 0
      return [
        {
          name: 'hostile',
          transform(code: string, id: string) {
            if (id.startsWith('\0')) {
              return null
            }
            calls.push(id)
            count += 1
            return { code: `${code}\nglobalThis.mark = ${count}\n`, map: null }
          },
        },
      ]
    },
  },
  {
    behaviour: 'counts its calls in a private field',
    whenUnchanged: 'agrees',
    whenOneIsGone: 'differs',
    make: (calls) => {
      class Counter {
        #count = 0
        next() {
          this.#count += 1
          return this.#count
        }
      }
      const counter = new Counter()
      return [
        {
          name: 'hostile',
          transform(code: string, id: string) {
            if (id.startsWith('\0')) {
              return null
            }
            calls.push(id)
            return { code: `${code}\nglobalThis.mark = ${counter.next()}\n`, map: null }
          },
        },
      ]
    },
  },
  {
    behaviour: 'counts in globalThis',
    whenUnchanged: 'agrees',
    whenOneIsGone: 'differs',
    make: (calls) => {
      const globals = globalThis as Globals
      delete globals.hostileCount
      return [
        {
          name: 'hostile',
          transform(code: string, id: string) {
            if (id.startsWith('\0')) {
              return null
            }
            calls.push(id)
            const globals = globalThis as Globals
            globals.hostileCount = (globals.hostileCount ?? 0) + 1
            return { code: `${code}\nglobalThis.mark = ${globals.hostileCount}\n`, map: null }
          },
        },
      ]
    },
  },
  {
    behaviour: 'asks another module for a number, which counts',
    whenUnchanged: 'agrees',
    whenOneIsGone: 'differs',
    make: (calls, root) => {
      const fs = process.getBuiltinModule('node:fs')
      const require = process.getBuiltinModule('node:module').createRequire(`${root}/x.cjs`)
      const file = `${root}/counter.cjs`
      fs.writeFileSync(file, 'let count = 0\nmodule.exports = () => ++count\n')
      delete require.cache[file]
      const next = require(file) as () => number
      return [
        {
          name: 'hostile',
          transform(code: string, id: string) {
            if (id.startsWith('\0')) {
              return null
            }
            calls.push(id)
            return { code: `${code}\nglobalThis.mark = ${next()}\n`, map: null }
          },
        },
      ]
    },
  },
  {
    behaviour: 'gives numbers in the order in which its answers are ready',
    whenUnchanged: 'agrees',
    whenOneIsGone: 'differs',
    stateVariable: 'ready',
    make: (calls) => {
      const ready = new Set<string>()
      return [
        {
          name: 'hostile',
          async transform(code: string, id: string) {
            if (id.startsWith('\0')) {
              return null
            }
            calls.push(id)
            await new Promise((resolve) => setTimeout(resolve, code.length / 20))
            ready.add(id)
            return { code: `${code}\nglobalThis.mark = ${ready.size}\n`, map: null }
          },
        },
      ]
    },
  },
  {
    behaviour: 'does something else at its second call of all',
    whenUnchanged: 'agrees',
    whenOneIsGone: 'agrees',
    stateVariable: 'isSecond',
    make: (calls) => {
      let isSecond = false
      return [
        {
          name: 'hostile',
          transform(code: string, id: string) {
            if (id.startsWith('\0')) {
              return null
            }
            calls.push(id)
            const mark = isSecond ? 'later' : 'first'
            isSecond = true
            return { code: `${code}\nglobalThis.mark = '${mark}'\n`, map: null }
          },
        },
      ]
    },
  },
  {
    behaviour: 'draws a number and rounds it',
    isRepeatable: false,
    whenUnchanged: 'differs',
    whenOneIsGone: 'differs',
    make: (calls) => [
      {
        name: 'hostile',
        transform(code: string, id: string) {
          if (id.startsWith('\0')) {
            return null
          }
          calls.push(id)
          return { code: `${code}\nglobalThis.mark = ${Math.round(Math.random() * 1e5)}\n`, map: null }
        },
      },
    ],
  },
  {
    behaviour: 'draws numbers by another generator',
    isRepeatable: false,
    whenUnchanged: 'differs',
    whenOneIsGone: 'differs',
    make: (calls) => [
      {
        name: 'hostile',
        transform(code: string, id: string) {
          if (id.startsWith('\0')) {
            return null
          }
          calls.push(id)
          const [number] = globalThis.crypto.getRandomValues(new Uint32Array(1))
          return { code: `${code}\nglobalThis.mark = ${number}\n`, map: null }
        },
      },
    ],
  },
  {
    behaviour: 'tells how long it has taken',
    isRepeatable: false,
    whenUnchanged: 'differs',
    whenOneIsGone: 'differs',
    make: (calls) => [
      {
        name: 'hostile',
        transform(code: string, id: string) {
          if (id.startsWith('\0')) {
            return null
          }
          calls.push(id)
          return { code: `${code}\nglobalThis.mark = ${performance.now()}\n`, map: null }
        },
      },
    ],
  },
  {
    behaviour: 'reads the high-resolution clock',
    isRepeatable: false,
    whenUnchanged: 'differs',
    whenOneIsGone: 'differs',
    make: (calls) => [
      {
        name: 'hostile',
        transform(code: string, id: string) {
          if (id.startsWith('\0')) {
            return null
          }
          calls.push(id)
          return { code: `${code}\nglobalThis.mark = '${process.hrtime.bigint()}'\n`, map: null }
        },
      },
    ],
  },
] satisfies HiddenAnimal[])
