import { describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  buildAsClean,
  buildTwice,
  bundlers,
  expectUncached,
  rollupBundler,
} from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { createProject } from '../../kit/in-process/project.ts'
import { recordsWholeBuilds } from '../../kit/snapshot/records-whole-builds.ts'

const files = {
  'main.js': `export { greeting } from './greeting.js'\n`,
  'greeting.js': `export const greeting = 'hello'\n`,
  'config.txt': 'first',
}

/** Reads the config once, in the named place, and uses it in every module. */
const memoizer = evaluateApart(
  (calls: HookCalls, place: 'first call' | 'buildStart' | 'resolveId', file: string) => {
    let config: string | null = null
    const read = (): string => (config ??= process.getBuiltinModule('node:fs').readFileSync(file, 'utf8'))
    const hooks: Record<string, unknown> = {
      name: 'memoizer',
      transform(code: string, id: string) {
        if (id.startsWith('\0')) {
          return null
        }
        calls.push(id.split('/').at(-1) ?? '')
        return { code: `${code}\nglobalThis.config = ${JSON.stringify(read())}\n`, map: null }
      },
    }
    if (place !== 'first call') {
      hooks[place] = () => {
        read()
      }
    }
    return hooks
  },
)

/** Gathers in `transform` what it writes in an output hook. */
const collector = evaluateApart((calls: HookCalls, outputHook: string) => {
  const seen: string[] = []
  const write = `globalThis.seen = `
  const hooks: Record<string, unknown> = {
    name: 'collector',
    transform(code: string, id: string) {
      if (id.startsWith('\0')) {
        return null
      }
      const file = id.split('/').at(-1) ?? ''
      calls.push(file)
      seen.push(file)
      return { code: `${code}\n`, map: null }
    },
  }
  if (outputHook === 'renderChunk') {
    hooks[outputHook] = (code: string) => ({
      code: `${code}\n${write}${JSON.stringify([...seen].sort())}`,
      map: null,
    })
  } else {
    hooks[outputHook] = function (this: { emitFile(file: object): string }) {
      this.emitFile({ type: 'asset', fileName: 'seen.json', source: JSON.stringify([...seen].sort()) })
    }
  }
  return hooks
})

const counter = evaluateApart((calls: HookCalls) => {
  let count = 0
  return {
    name: 'counter',
    transform(code: string, id: string) {
      if (id.startsWith('\0')) {
        return null
      }
      calls.push(id.split('/').at(-1) ?? '')
      count += 1
      return { code: `${code}\nglobalThis.count = ${count}\n`, map: null }
    },
  }
})

describe.each(bundlers)('on $name', (bundler) => {
  it.each(['first call', 'buildStart', 'resolveId'] as const)(
    'a config that a plugin reads once, in its %s, is an input of all its results',
    async (place) => {
      const project = createProject(files)
      const scenario = {
        project,
        plugins: (calls: HookCalls) => [memoizer(calls, place, project.path('config.txt'))],
        rekindle: { plugins: { memoizer: true } },
      }
      expect((await buildTwice(bundler, scenario)).warm.calls).toEqual([])
      project.write('greeting.js', `export const greeting = 'bye'\n`)
      await buildTwice(bundler, scenario)
      project.write('config.txt', 'second')
      const { cold } = await buildTwice(bundler, scenario)
      expect([...cold.calls].sort()).toEqual(['greeting.js', 'main.js'])
    },
  )

  it.each(['renderChunk', 'generateBundle'])(
    'a wildcard leaves alone a plugin that collects for its %s',
    async (hook) => {
      const project = createProject(files)
      await expectUncached(bundler, {
        project,
        plugins: (calls) => [collector(calls, hook)],
        rekindle: { plugins: { '*': true } },
      })
    },
  )

  it('a plugin that collects is left alone unless it is opted in', async () => {
    const project = createProject(files)
    await expectUncached(bundler, {
      project,
      plugins: (calls) => [collector(calls, 'generateBundle')],
      rekindle: {},
    })
  })

  it('a plugin that counts is left alone unless it is opted in', async () => {
    const project = createProject(files)
    const scenario = { project, plugins: (calls: HookCalls) => [counter(calls)], rekindle: {} }
    await buildTwice(bundler, scenario)
    project.write('greeting.js', `export const greeting = 'bye'\n`)
    await buildTwice(bundler, scenario)
  })

  it('a plugin that returns one object each time and changes it later is stored as it was', async () => {
    const project = createProject(files)
    const reuser = evaluateApart((calls: HookCalls) => {
      const result: Record<string, unknown> = { map: null, meta: { reuser: { id: '' } } }
      return {
        name: 'reuser',
        transform(code: string, id: string) {
          if (id.startsWith('\0')) {
            return null
          }
          calls.push(id.split('/').at(-1) ?? '')
          result['code'] = `${code}\nglobalThis.id = ${JSON.stringify(id.split('/').at(-1))}\n`
          result['meta'] = { reuser: { id } }
          return result
        },
        buildEnd() {
          result['code'] = 'changed later'
        },
      }
    })
    const { warm } = await buildTwice(bundler, {
      project,
      plugins: (calls) => [reuser(calls)],
      rekindle: { plugins: { reuser: true } },
    })
    expect(warm.calls).toEqual([])
  })

  it('a plugin that throws on its second call in a process does so as without Rekindle', async () => {
    const project = createProject(files)
    const brittle = evaluateApart((calls: HookCalls) => ({
      name: 'brittle',
      transform(code: string, id: string) {
        if (id.startsWith('\0')) {
          return null
        }
        calls.push(id)
        if (calls.length > 1) {
          throw new Error('only once')
        }
        return { code: `${code}\n`, map: null }
      },
    }))
    for (const rekindle of [null, { plugins: { brittle: true } }]) {
      vi.resetModules()
      const plugins = [brittle([])]
      await expect(bundler.build(project, { plugins, rekindle })).rejects.toThrow('only once')
    }
  })

  it('a plugin that changes its options argument is not restored', async () => {
    const project = createProject({
      ...files,
      'main.js': `export { greeting } from './greeting.js'\nimport.meta.a\n`,
    })
    const changer = evaluateApart((calls: HookCalls) => ({
      name: 'changer',
      transform(code: string, id: string, options: { attributes?: Record<string, string>; mark?: string }) {
        if (!id.endsWith('main.js')) {
          return null
        }
        calls.push('main.js')
        options.mark = 'changed'
        return { code: `${code}\n`, map: null }
      },
    }))
    const reasons = await expectUncached(bundler, {
      project,
      plugins: (calls) => [changer(calls)],
      rekindle: { plugins: { changer: true } },
    })
    expect(reasons).toContain('a change of its options')
  })

  // It counts the lines of all builds.
  it.skipIf(recordsWholeBuilds)('lines that a plugin prints are printed again', async () => {
    const project = createProject(files)
    const printed: unknown[] = []
    for (const method of ['log', 'warn', 'error', 'info'] as const) {
      const spy = vi.spyOn(console, method).mockImplementation((...args: unknown[]) => {
        printed.push([method, ...args])
      })
      onTestFinished(() => spy.mockRestore())
    }
    const printer = evaluateApart((calls: HookCalls) => ({
      name: 'printer',
      transform(code: string, id: string) {
        if (!id.endsWith('main.js')) {
          return null
        }
        calls.push('main.js')
        console.log('one %s', 'two', { three: [4] })
        console.warn('careful')
        console.error('broken?')
        return { code: `${code}\n`, map: null }
      },
    }))
    const scenario = {
      project,
      plugins: (calls: HookCalls) => [printer(calls)],
      rekindle: { plugins: { printer: true } },
    }
    const { cold } = await buildTwice(bundler, scenario)
    const lines = printed.splice(0)
    // The clean and the cold build, then the clean and the warm one.
    expect(lines).toHaveLength(12)
    expect(new Set([0, 3, 6, 9].map((start) => JSON.stringify(lines.slice(start, start + 3)))).size).toBe(1)
    expect(cold.calls).toEqual(['main.js'])
    expect((await buildAsClean(bundler, scenario)).calls).toEqual([])
  })
})

it('on Rollup the object with the attributes of a module, when changed, is not restored', async () => {
  const project = createProject({
    ...files,
    'main.js': `export { greeting } from './greeting.js' with { kind: 'odd' }\n`,
  })
  const changer = evaluateApart((calls: HookCalls) => ({
    name: 'changer',
    transform(code: string, id: string, options: { attributes: Record<string, string> }) {
      if (!id.endsWith('greeting.js')) {
        return null
      }
      calls.push('greeting.js')
      options.attributes['seen'] = 'yes'
      return { code: `${code}\n`, map: null }
    },
  }))
  const reader = evaluateApart(() => ({
    name: 'reader',
    transform: (code: string, _id: string, options: { attributes: Record<string, string> }) => ({
      code: `${code}\nglobalThis.attributes = ${JSON.stringify(options.attributes)}\n`,
      map: null,
    }),
  }))
  await expectUncached(rollupBundler, {
    project,
    plugins: (calls) => [changer(calls), reader()],
    rekindle: { plugins: { changer: true } },
  })
})

it('on Rollup what a hook that is set late closes over keeps builds apart', async () => {
  const project = createProject(files)
  const late = evaluateApart((calls: HookCalls, mark: string) => {
    const plugin: Record<string, unknown> = {
      name: 'late',
      transform: () => null,
      buildStart() {
        plugin['transform'] = (code: string, id: string) => {
          calls.push(id.split('/').at(-1) ?? '')
          return { code: `${code}\nglobalThis.mark = ${JSON.stringify(mark)}\n`, map: null }
        }
      },
    }
    return plugin
  })
  for (const mark of ['one', 'two', 'one']) {
    await buildTwice(rollupBundler, {
      project,
      plugins: (calls) => [late(calls, mark)],
      rekindle: { plugins: { late: true } },
    })
  }
})
