import { describe, expect, it } from 'vitest'
import { buildTwice, bundlers, expectRestored, expectUncached } from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { createProject } from '../../kit/in-process/project.ts'

const files = {
  'main.js': `export { greeting } from './greeting.js'\n`,
  'greeting.js': `// A comment.\nexport const greeting = 'hello'\nexport const other = greeting + '!'\n`,
}

type MapForm = 'instance' | 'private' | 'getter' | 'inherited'

/** Puts a line before each module and describes that by a map of the given kind. */
const prefixer = evaluateApart((calls: HookCalls, form: MapForm, name: string) => {
  const fields = (id: string, code: string) => ({
    version: 3,
    sources: [id],
    sourcesContent: [code],
    names: [] as string[],
    mappings: code
      .split('\n')
      .reduce((mappings, _line, line) => `${mappings};${line === 0 ? 'AAAA' : 'AACA'}`, ''),
  })
  type Fields = ReturnType<typeof fields>
  class InstanceMap {
    constructor(of: Fields) {
      Object.assign(this, of)
    }
    toString() {
      return JSON.stringify(this)
    }
    toUrl() {
      return `data:application/json,${encodeURIComponent(this.toString())}`
    }
  }
  class PrivateMap {
    readonly #fields: Fields
    constructor(of: Fields) {
      this.#fields = of
    }
    get version() {
      return 3
    }
    get sources() {
      return this.#fields.sources
    }
    get sourcesContent() {
      return this.#fields.sourcesContent
    }
    get names() {
      return this.#fields.names
    }
    get mappings() {
      return this.#fields.mappings
    }
  }
  class GetterMap {
    readonly version = 3
    readonly names: string[] = []
    readonly mappings: string
    readonly of: Fields
    constructor(of: Fields) {
      this.of = of
      this.mappings = of.mappings
    }
    get sources() {
      return this.of.sources
    }
    get sourcesContent() {
      return this.of.sourcesContent
    }
  }
  const makers = {
    instance: (of: Fields) => new InstanceMap(of),
    private: (of: Fields) => new PrivateMap(of),
    getter: (of: Fields) => new GetterMap(of),
    inherited: (of: Fields) => Object.create(of) as object,
  }
  return {
    name,
    transform(code: string, id: string) {
      if (id.startsWith('\0')) {
        return null
      }
      calls.push(`${name} ${id.split('/').at(-1)}`)
      return { code: `globalThis.before = '${name}'\n${code}`, map: makers[form](fields(id, code)) }
    },
  }
})

/** Asks for the map of all that was done to the module before it. */
const asker = evaluateApart((calls: HookCalls) => ({
  name: 'asker',
  transform(this: { getCombinedSourcemap(): { mappings: string } }, code: string, id: string) {
    if (id.startsWith('\0')) {
      return null
    }
    calls.push(`asker ${id.split('/').at(-1)}`)
    const { mappings } = this.getCombinedSourcemap()
    return { code: `${code}\nglobalThis.mappings = ${JSON.stringify(mappings)}\n`, map: null }
  },
}))

describe.each(bundlers)('on $name', (bundler) => {
  it('a map that is an instance with all in its own fields is restored, byte for byte', async () => {
    const project = createProject(files)
    const { warm } = await expectRestored(bundler, {
      project,
      plugins: (calls) => [prefixer(calls, 'instance', 'one'), prefixer(calls, 'instance', 'two')],
      rekindle: { plugins: { '*': true } },
    })
    const maps = Object.entries(warm.outcome.files).filter(([file]) => file.endsWith('.map'))
    expect(maps).toHaveLength(1)
    expect(maps[0]?.[1]).toContain('A comment.')
  })

  it.each(['private', 'getter', 'inherited'] as const)(
    'a map class of kind "%s" makes a result uncacheable',
    async (form) => {
      const project = createProject(files)
      const reasons = await expectUncached(bundler, {
        project,
        plugins: (calls) => [prefixer(calls, form, 'one')],
        rekindle: { plugins: { '*': true } },
      })
      expect(reasons).toContain('source map of an unknown class')
    },
  )

  it('the map of earlier plugins is an input of a plugin that asks for it', async () => {
    const project = createProject(files)
    const scenario = (form: MapForm, name: string) => ({
      project,
      plugins: (calls: HookCalls) => [prefixer(calls, form, name), asker(calls)],
      rekindle: { plugins: { '*': true } },
    })
    await expectRestored(bundler, scenario('instance', 'one'))
    // The same code with another map: the asker must run again.
    const shifted = {
      ...scenario('instance', 'one'),
      plugins: (calls: HookCalls) => [shifter(prefixer(calls, 'instance', 'one')), asker(calls)],
    }
    const { cold } = await buildTwice(bundler, shifted)
    expect(cold.calls).toContain('asker main.js')
  })

  it('a chain with an uncached plugin in the middle keeps its maps', async () => {
    const project = createProject(files)
    const { warm } = await buildTwice(bundler, {
      project,
      plugins: (calls) => [
        prefixer(calls, 'instance', 'one'),
        prefixer(calls, 'instance', 'two'),
        prefixer(calls, 'instance', 'three'),
      ],
      rekindle: { plugins: { one: true, three: true } },
    })
    expect([...warm.calls].sort()).toEqual(['two greeting.js', 'two main.js'])
  })
})

/** The plugin with the first column of each line left out of its maps. */
const shifter = evaluateApart((plugin: ReturnType<typeof prefixer>) => ({
  name: plugin.name,
  transform(code: string, id: string) {
    const result = plugin.transform(code, id)
    return result === null ? null : { code: result.code, map: { ...result.map, mappings: ';AAAA' } }
  },
}))
