import { describe, expect, it } from 'vitest'
import {
  bundlers,
  expectRestored,
  expectUncached,
  rollupBundler,
} from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { createProject } from '../../kit/in-process/project.ts'
import { recordsWholeBuilds } from '../../kit/snapshot/records-whole-builds.ts'

type Result = (code: string, id: string) => unknown

/** A plugin whose `transform` gives what `result` makes of each file. */
const giver = evaluateApart((calls: HookCalls, result: Result) => ({
  name: 'giver',
  transform(code: string, id: string) {
    if (id.startsWith('\0')) {
      return null
    }
    calls.push(id.split('/').at(-1) ?? '')
    return result(code, id)
  },
}))

const files = {
  'main.js': `export { greeting } from './greeting.js'\n`,
  'greeting.js': `// A comment.\nexport const greeting = 'hello'\n`,
}
const rekindle = { plugins: { giver: true } }

/** Results that are kept. Each is evaluated apart from the test. */
const kept: Readonly<Record<string, Result>> = {
  'a string': (code) => `${code}\nglobalThis.x = 1\n`,
  'the code it was given': (code) => code,
  'an object with code': (code) => ({ code: `${code}\nglobalThis.x = 1\n` }),
  'map null': (code) => ({ code, map: null }),
  'map undefined': (code) => ({ code, map: undefined }),
  'map { mappings: "" }': (code) => ({ code, map: { mappings: '' } }),
  'a map as a string': (code, id) => ({
    code: `\n${code}`,
    map: JSON.stringify({
      version: 3,
      sources: [id],
      sourcesContent: [code],
      names: [],
      mappings: ';AAAA;AACA',
    }),
  }),
  'a map as an object': (code, id) => ({
    code: `\n${code}`,
    map: { version: 3, sources: [id], sourcesContent: [code], names: [], mappings: ';AAAA;AACA' },
  }),
  'a map with other fields and undefined ones': (code) => ({
    code: `\n${code}`,
    map: {
      version: 3,
      file: undefined,
      sources: [''],
      sourcesContent: undefined,
      names: ['greeting'],
      mappings: ';AAAAA',
      sourceRoot: '',
      x_google_ignoreList: [0],
    },
  }),
  'a map that ends early and a code with the root in it': (code, id) => ({
    code: `globalThis.root = ${JSON.stringify(id)}\n${code}`,
    map: { version: 3, sources: [id], sourcesContent: [code], names: [], mappings: ';AAAA' },
  }),
  'a frozen object': (code) => Object.freeze({ code: `${code}\nglobalThis.x = 1\n`, map: null }),
  'an object without prototype': (code) =>
    Object.assign(Object.create(null), { code: `${code}\nglobalThis.x = 1\n`, map: null }),
  'a promise': async (code) => ({ code: `${code}\nglobalThis.x = 1\n`, map: null }),
  'a thenable that is no promise': (code) => ({
    // biome-ignore lint/suspicious/noThenProperty: it may give nothing back
    then(resolve: (result: unknown) => void) {
      resolve({ code: `${code}\nglobalThis.x = 1\n`, map: null })
    },
  }),
  'an instance with own fields': (code) => {
    class Result {
      readonly code: string
      readonly map = null
      constructor(text: string) {
        this.code = text
      }
    }
    return new Result(`${code}\nglobalThis.x = 1\n`)
  },
  'inherited fields': (code) =>
    Object.create({
      code: `${code}\nglobalThis.x = 1\n`,
      map: null,
      moduleSideEffects: 'no-treeshake',
    }) as object,
  'a map that is made when it is asked for': (code, id) => ({
    code: `\n${code}`,
    get map() {
      return { version: 3, sources: [id], sourcesContent: [code], names: [], mappings: ';AAAA;AACA' }
    },
  }),
  'what esbuild and compilers give besides': (code) => ({
    code,
    map: null,
    warnings: [],
    dependencies: ['a.js'],
    legalComments: undefined,
  }),
  'meta with nested data': (code) => ({
    code,
    meta: {
      giver: {
        list: [1, null, { deep: 'yes' }],
        none: undefined,
        big: 12n,
        expression: /a+/gi,
        date: new Date(7),
      },
    },
  }),
  'code with lone surrogates and odd line ends': (code) =>
    `${code}\nglobalThis.x = "\ud800\u2028\u2029 \u{1f600}"\r\n`,
}

/** Results that can't be kept, with the reason told. */
const notKept: Readonly<Record<string, readonly [result: Result, reason: string]>> = {
  'of a class that makes its code when it is read': [
    (code) => {
      class Lazy {
        #reads = 0
        get code() {
          this.#reads += 1
          return `${code}\nglobalThis.reads = ${this.#reads}\n`
        }
      }
      return new Lazy()
    },
    'a getter for code',
  ],
  'with a getter for meta': [
    (code) => ({
      code,
      map: null,
      get meta() {
        return { giver: code.length }
      },
    }),
    'a getter for meta',
  ],
  'that is a proxy': [
    (code) => {
      let reads = 0
      return new Proxy({ code, map: null } as Record<string | symbol, unknown>, {
        get: (target, name) => {
          if (name === 'code') {
            reads += 1
          }
          return name === 'code' ? `${code}\nglobalThis.reads = ${reads}\n` : target[name]
        },
      })
    },
    'a proxy as result',
  ],
  'that is a function': [(code) => Object.assign(() => code, { code }), 'result of type function'],
  'with a function beside its code': [
    (code) => ({ code, map: null, toString: () => code }),
    'a value without text form in toString',
  ],
  null: [() => null, 'empty-result'],
  undefined: [() => undefined, 'empty-result'],
  'meta with a function': [
    (code) => ({ code, meta: { giver: () => 1 } }),
    'a value without text form in meta',
  ],
  'meta with an instance': [
    (code) => ({ code, meta: { giver: new (class Thing {})() } }),
    'a value without text form in meta',
  ],
}

/** Rollup fails on an empty text for a map. */
const keptByVite: Readonly<Record<string, Result>> = {
  "map ''": (code) => ({ code, map: '' }),
}

/** What Rollup alone knows. */
const keptByRollup: Readonly<Record<string, Result>> = {
  'decoded mappings': (code) => ({
    code: `\n${code}`,
    map: {
      version: 3,
      sources: [''],
      names: [],
      mappings: [
        [],
        [
          [0, 0, 0, 0],
          [3, 0, 0, 3],
        ],
      ],
    },
  }),
  'moduleSideEffects no-treeshake': (code) => ({
    code: `${code}\nlet unused = 1\n`,
    moduleSideEffects: 'no-treeshake',
  }),
  syntheticNamedExports: (code, id) =>
    id.endsWith('greeting.js')
      ? {
          code: `export const __all = { greeting: 'synthetic' }\n`,
          map: null,
          syntheticNamedExports: '__all',
        }
      : { code, map: null },
  'an ast': (code) => ({
    code,
    ast: {
      type: 'Program',
      start: 0,
      end: code.length,
      sourceType: 'module',
      body: [],
    },
  }),
}

describe.each(bundlers)('on $name', (bundler) => {
  const forBundler = Object.entries({ ...kept, ...(bundler === rollupBundler ? keptByRollup : keptByVite) })

  it.each(forBundler)('a result with %s is restored as it was', async (_text, result) => {
    const project = createProject(files)
    await expectRestored(bundler, {
      project,
      plugins: (calls) => [giver(calls, evaluateApart(result))],
      rekindle,
    })
  })

  it.each(Object.entries(notKept))('a result %s is made anew each time', async (_text, [result, reason]) => {
    const project = createProject(files)
    const reasons = await expectUncached(bundler, {
      project,
      plugins: (calls) => [giver(calls, evaluateApart(result))],
      rekindle,
    })
    expect(reasons).toContain(reason)
  })

  it('an empty text is restored as the code it is', async () => {
    const project = createProject({
      'main.js': `import './empty.js'\nexport const a = 1\n`,
      'empty.js': `globalThis.x = 1\n`,
    })
    const { cold } = await expectRestored(bundler, {
      project,
      plugins: (calls) => [
        giver(
          calls,
          evaluateApart((code: string, id: string) => (id.endsWith('empty.js') ? '' : code)),
        ),
      ],
      rekindle,
    })
    expect(JSON.stringify(cold.outcome.files['main.js'] ?? '')).not.toContain('globalThis')
  })

  it.each([true, false, null])('moduleSideEffects %s is restored', async (moduleSideEffects) => {
    const project = createProject({
      'main.js': `import './effect.js'\nexport const a = 1\n`,
      'effect.js': `globalThis.x = 1\n`,
    })
    await expectRestored(bundler, {
      project,
      plugins: (calls) => [
        giver(
          calls,
          evaluateApart((value: unknown) => (code: string) => ({
            code,
            map: null,
            moduleSideEffects: value,
          }))(moduleSideEffects),
        ),
      ],
      rekindle,
    })
  })

  it('a Buffer in meta is one for other plugins, too', async () => {
    const project = createProject(files)
    const withBytes: Result = (code) => ({ code, meta: { giver: { bytes: Buffer.from('some bytes') } } })
    const reader = {
      name: 'reader',
      buildEnd(this: {
        getModuleInfo(id: string): { meta: { giver?: { bytes: Buffer } } } | null
        emitFile(file: object): string
      }) {
        const { bytes } = this.getModuleInfo(project.path('main.js'))?.meta.giver ?? {}
        this.emitFile({ type: 'asset', fileName: 'told.txt', source: String(bytes) })
      },
    }
    const { cold } = await expectRestored(bundler, {
      project,
      plugins: (calls) => [giver(calls, evaluateApart(withBytes)), reader],
      rekindle,
    })
    expect(JSON.stringify(cold.outcome.files['told.txt'])).toContain('some bytes')
  })

  // It counts what all builds have seen.
  it.skipIf(recordsWholeBuilds)('what load returns besides code is restored', async () => {
    const project = createProject({ 'main.js': `import data from 'virtual:data'\nexport { data }\n` })
    const loader = evaluateApart((calls: HookCalls) => ({
      name: 'giver',
      resolveId: (id: string) => (id === 'virtual:data' ? '\0virtual:data' : null),
      load(id: string) {
        if (id !== '\0virtual:data') {
          return null
        }
        calls.push('load')
        return {
          code: 'export default "data"',
          map: null,
          moduleSideEffects: false,
          meta: { giver: [1, { a: undefined }] },
        }
      },
    }))
    const seen: unknown[] = []
    const reader = {
      name: 'reader',
      transform(this: { getModuleInfo(id: string): { meta: unknown } | null }, _code: string, id: string) {
        if (id.includes('virtual')) {
          seen.push(structuredClone(this.getModuleInfo(id)?.meta))
        }
        return null
      },
    }
    await expectRestored(bundler, { project, plugins: (calls) => [loader(calls), reader], rekindle })
    expect(seen).toHaveLength(4)
    expect(seen.every((meta) => JSON.stringify(meta) === JSON.stringify(seen[0]))).toBe(true)
  })
})
