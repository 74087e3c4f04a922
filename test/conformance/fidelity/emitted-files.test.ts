import { describe, expect, it } from 'vitest'
import {
  buildTwice,
  bundlers,
  expectRestored,
  expectUncached,
  reasonsOf,
  rollupBundler,
} from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { createProject } from '../../kit/in-process/project.ts'

interface Context {
  emitFile(file: object): string
  setAssetSource(reference: string, source: string): void
  getFileName(reference: string): string
}

type Emit = (context: Context, file: string) => unknown

/** Emits files while it transforms `.js` modules; a reference that it gets is mentioned in the code. */
const emitter = evaluateApart((calls: HookCalls, emit: Emit) => ({
  name: 'emitter',
  async transform(this: Context, code: string, id: string) {
    const file = id.split('/').at(-1) ?? ''
    if (id.startsWith('\0') || file === 'late.js') {
      return { code, map: null }
    }
    calls.push(file)
    const reference = await emit(this, file)
    const mention =
      typeof reference === 'string'
        ? `globalThis['${file}'] = import.meta.ROLLUP_FILE_URL_${reference}\n`
        : ''
    return { code: `${code}\n${mention}`, map: null }
  },
}))

const files = {
  'main.js': `export { greeting } from './greeting.js'\n`,
  'greeting.js': `export const greeting = 'hello'\n`,
  'late.js': `globalThis.late = true\n`,
}
const rekindle = { plugins: { emitter: true } }

const repeated: Readonly<Record<string, Emit>> = {
  'an asset with a name and text': (context, file) =>
    context.emitFile({ type: 'asset', name: `${file}.txt`, source: `text of ${file}` }),
  'an asset with a file name and bytes': (context, file) =>
    context.emitFile({
      type: 'asset',
      fileName: `bytes/${file}.bin`,
      source: new Uint8Array([0, 255, 128, file.length]),
    }),
  'an asset with a Buffer out of a larger one': (context, file) =>
    context.emitFile({
      type: 'asset',
      name: `${file}.bin`,
      source: Buffer.from([1, 2, 200, 4, file.length]).subarray(1),
    }),
  'assets of one content': (context) => context.emitFile({ type: 'asset', name: 'same.txt', source: 'same' }),
  'an asset without any name': (context, file) =>
    context.emitFile({ type: 'asset', source: `nameless ${file}` }),
  'an asset with undefined fields': (context, file) =>
    context.emitFile({
      type: 'asset',
      name: `${file}.txt`,
      fileName: undefined,
      originalFileName: undefined,
      source: file,
    }),
  'several assets': (context, file) => {
    context.emitFile({ type: 'asset', name: 'one.txt', source: `one ${file}` })
    return context.emitFile({ type: 'asset', name: 'two.txt', source: `two ${file}` })
  },
  'a chunk that was built elsewhere': (context, file) =>
    context.emitFile({
      type: 'prebuilt-chunk',
      fileName: `built/${file}`,
      code: `export const built = '${file}'\n//# end`,
      exports: ['built'],
    }),
  'a chunk that was built elsewhere, with a map': (context, file) => {
    class LibraryMap {
      readonly version = 3
      readonly names: string[] = []
      readonly sources = ['source.js']
      readonly sourcesContent = ['source']
      readonly mappings = 'AAAA'
      toString() {
        return JSON.stringify(this)
      }
      toUrl() {
        return `data:application/json,${this.toString()}`
      }
    }
    return context.emitFile({
      type: 'prebuilt-chunk',
      fileName: `built/${file}`,
      code: `export const built = '${file}'`,
      exports: ['built'],
      map: new LibraryMap(),
    })
  },
  'an asset that names another one': (context, file) => {
    const one = context.emitFile({ type: 'asset', name: 'one.txt', source: `one ${file}` })
    return context.emitFile({ type: 'asset', name: `two.txt`, source: `see ROLLUP_FILE_URL_${one}` })
  },
  'a chunk': (context, file) =>
    file === 'main.js'
      ? context.emitFile({ type: 'chunk', id: './late.js', fileName: 'late-chunk.js' })
      : null,
}

describe.each(bundlers)('on $name', (bundler) => {
  const plugins = (emit: Emit) => (calls: HookCalls) => [emitter(calls, evaluateApart(emit))]

  it.each(Object.entries(repeated))('%s is emitted again on a restore', async (_text, emit) => {
    const project = createProject(files)
    const { cold } = await expectRestored(bundler, { project, plugins: plugins(emit), rekindle })
    expect(Object.keys(cold.outcome.files).length).toBeGreaterThan(2)
  })

  it('bytes are emitted as bytes of the same class, which other plugins can tell', async () => {
    const project = createProject(files)
    const emit: Emit = (context, file) => {
      const bytes = Buffer.from(`bytes of ${file}`)
      context.emitFile({ type: 'asset', fileName: `${file}.buffer`, source: bytes })
      context.emitFile({ type: 'asset', fileName: `${file}.bytes`, source: Uint8Array.from(bytes) })
    }
    const reader = {
      name: 'reader',
      generateBundle(this: Context, _options: unknown, bundle: Record<string, { source?: unknown }>) {
        for (const [name, { source }] of Object.entries(bundle)) {
          this.emitFile({ type: 'asset', fileName: `${name}.txt`, source: `as text: ${source}` })
        }
      },
    }
    await expectRestored(bundler, {
      project,
      plugins: (calls) => [...plugins(emit)(calls), reader],
      rekindle,
    })
  })

  it('references fit when only some modules are restored', async () => {
    const project = createProject(files)
    const emit: Emit = (context) => context.emitFile({ type: 'asset', name: 'a.txt', source: 'same for all' })
    const scenario = { project, plugins: plugins(emit), rekindle }
    await expectRestored(bundler, scenario)
    project.write('greeting.js', `export const greeting = 'bye'\n`)
    const { cold } = await buildTwice(bundler, scenario)
    expect(cold.calls).toEqual(['greeting.js'])
    project.write('main.js', `export { greeting } from './greeting.js'\nexport const more = 1\n`)
    expect((await buildTwice(bundler, scenario)).cold.calls).toEqual(['main.js'])
  })

  it('references are those of the running build when an earlier plugin emits more than before', async () => {
    const project = createProject(files)
    const emit: Emit = (context, file) =>
      context.emitFile({ type: 'asset', name: `${file}.txt`, source: file })
    const other = (count: number) => ({
      name: 'other',
      buildStart(this: Context) {
        for (let index = 0; index < count; index++) {
          this.emitFile({ type: 'asset', name: `other-${index}.txt`, source: `other ${index}` })
        }
      },
    })
    let count = 0
    const scenario = {
      project,
      plugins: (calls: HookCalls) => [other(count), emitter(calls, evaluateApart(emit))],
      rekindle,
    }
    await expectRestored(bundler, scenario)
    count = 3
    expect((await buildTwice(bundler, scenario)).cold.calls).toEqual([])
  })

  it('references in code, map, meta and other files are those of the running build', async () => {
    const project = createProject(files)
    const naming = evaluateApart((calls: HookCalls) => ({
      name: 'emitter',
      // The content of the sources in the map of a `load` goes into the map of the output.
      load(this: Context, id: string) {
        if (!id.endsWith('main.js')) {
          return null
        }
        const code = process.getBuiltinModule('node:fs').readFileSync(id, 'utf8')
        calls.push('main.js')
        const reference = this.emitFile({ type: 'asset', name: 'a.txt', source: 'a' })
        this.emitFile({ type: 'asset', name: 'list.txt', source: `list: ${reference}` })
        const mention = `globalThis.file = import.meta.ROLLUP_FILE_URL_${reference}`
        const map = {
          version: 3,
          sources: [id],
          sourcesContent: [mention],
          names: [],
          mappings: 'AAAA;;AAAA',
        }
        return { code: `${code}\n${mention}\n`, map, meta: { emitter: { reference } } }
      },
    }))
    /** Emits files of the same name before, and in the end says which file each reference stands for. */
    const other = (count: number) => ({
      name: 'other',
      buildStart(this: Context) {
        for (let index = 0; index < count; index++) {
          this.emitFile({ type: 'asset', name: 'a.txt', source: `other ${index}` })
        }
      },
      generateBundle(
        this: Context & { getModuleInfo(id: string): { meta: { emitter?: { reference: string } } } | null },
        _options: unknown,
        bundle: Record<string, { name?: string; source?: unknown }>,
      ) {
        const { reference } = this.getModuleInfo(project.path('main.js'))?.meta.emitter ?? { reference: '' }
        const list = Object.values(bundle).find(({ name }) => name === 'list.txt')
        const listed = String(list?.source).replace('list: ', '')
        const source = `${this.getFileName(reference)} ${this.getFileName(listed)}`
        this.emitFile({ type: 'asset', fileName: 'found.txt', source })
      },
    })
    let count = 0
    const scenario = {
      project,
      plugins: (calls: HookCalls) => [other(count), naming(calls)],
      rekindle,
    }
    const { cold } = await expectRestored(bundler, scenario)
    expect(cold.outcome.files['found.txt']).toMatch(/^\S*a\S*\.txt \S*a\S*\.txt$/)
    count = 3
    expect((await buildTwice(bundler, scenario)).cold.calls).toEqual([])
  })

  it('a reference that a hook got which is not cached makes a result uncacheable', async () => {
    const project = createProject(files)
    const early = evaluateApart((calls: HookCalls) => {
      const references: { first?: string } = {}
      return {
        name: 'emitter',
        buildStart(this: Context) {
          references.first = this.emitFile({ type: 'asset', name: 'first.txt', source: 'first' })
        },
        transform(code: string, id: string) {
          if (!id.endsWith('main.js')) {
            return null
          }
          calls.push('main.js')
          return {
            code: `${code}\nglobalThis.first = import.meta.ROLLUP_FILE_URL_${references.first}\n`,
            map: null,
          }
        },
      }
    })
    const reasons = await expectUncached(bundler, { project, plugins: (calls) => [early(calls)], rekindle })
    expect(reasons).toContain('the reference of a file that another call emitted')
  })

  it('a bare reference that a call got which is not kept makes another result uncacheable', async () => {
    const project = createProject(files)
    const handing = evaluateApart((calls: HookCalls) => {
      const references: { first?: string } = {}
      return {
        name: 'emitter',
        transform(this: Context, code: string, id: string) {
          if (id.endsWith('main.js')) {
            references.first = this.emitFile({ type: 'asset', name: 'first.txt', source: 'first' })
            return null
          }
          if (!id.endsWith('greeting.js')) {
            return null
          }
          calls.push('greeting.js')
          return { code: `${code}\nglobalThis.first = '${references.first}'\n`, map: null }
        },
      }
    })
    const reasons = await expectUncached(bundler, { project, plugins: (calls) => [handing(calls)], rekindle })
    expect(reasons).toContain('the reference of a file that another call emitted')
  })

  it('a reference that another call got makes a result uncacheable in meta as well', async () => {
    const project = createProject(files)
    const remembering = evaluateApart((calls: HookCalls) => {
      let reference = ''
      return {
        name: 'emitter',
        transform(this: Context, code: string, id: string) {
          if (id.startsWith('\0')) {
            return null
          }
          calls.push(id.split('/').at(-1) ?? '')
          reference ||= this.emitFile({ type: 'asset', name: 'first.txt', source: 'first' })
          return { code, map: null, meta: { emitter: { reference } } }
        },
      }
    })
    const { cold, warm } = await buildTwice(bundler, {
      project,
      plugins: (calls) => [remembering(calls)],
      rekindle,
    })
    expect(warm.calls).toHaveLength(1)
    expect(reasonsOf(cold.events)).toContain('the reference of a file that another call emitted')
  })

  it('the name of an emitted file, asked for at once, makes a result uncacheable', async () => {
    const project = createProject(files)
    const emit: Emit = (context, file) => {
      const reference = context.emitFile({ type: 'asset', fileName: `${file}.txt`, source: file })
      return context.getFileName(reference) === '' ? null : reference
    }
    const reasons = await expectUncached(bundler, { project, plugins: plugins(emit), rekindle })
    expect(reasons).toContain('this.getFileName')
  })

  it('a reference that another call got makes a result uncacheable', async () => {
    const project = createProject(files)
    const remembering = evaluateApart((calls: HookCalls) => {
      let reference = ''
      return {
        name: 'emitter',
        transform(this: Context, code: string, id: string) {
          if (id.startsWith('\0')) {
            return null
          }
          calls.push(id.split('/').at(-1) ?? '')
          reference ||= this.emitFile({ type: 'asset', name: 'first.txt', source: 'first' })
          return {
            code: `${code}\nglobalThis['${id.split('/').at(-1)}'] = import.meta.ROLLUP_FILE_URL_${reference}\n`,
            map: null,
          }
        },
      }
    })
    const { warm } = await buildTwice(bundler, {
      project,
      plugins: (calls) => [remembering(calls)],
      rekindle,
    })
    expect(warm.calls).toHaveLength(1)
  })
})

it('on Rollup an asset whose source comes later makes a result uncacheable', async () => {
  const project = createProject(files)
  const later = evaluateApart((calls: HookCalls) => {
    const references: string[] = []
    return {
      name: 'emitter',
      transform(this: Context, code: string, id: string) {
        if (!id.endsWith('main.js')) {
          return null
        }
        calls.push('main.js')
        references.push(this.emitFile({ type: 'asset', name: 'later.txt' }))
        return {
          code: `${code}\nglobalThis.later = import.meta.ROLLUP_FILE_URL_${references[0]}\n`,
          map: null,
        }
      },
      renderStart(this: Context) {
        for (const reference of references) {
          this.setAssetSource(reference, 'set in the end')
        }
      },
    }
  })
  const reasons = await expectUncached(rollupBundler, {
    project,
    plugins: (calls) => [later(calls)],
    rekindle,
  })
  expect(reasons).toContain('this.emitFile without a source')
})
