import fs from 'node:fs'
import type { RekindleOptions } from 'unplugin-rekindle'
import { describe, expect, it } from 'vitest'
import {
  bundlers as allBundlers,
  type Bundler,
  buildAsClean,
  buildTwice,
  reasonsOf,
  rollupBundler,
  type Scenario,
} from '../../kit/in-process/compare-builds.ts'
import { evaluateApart } from '../../kit/in-process/define-plugin.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'
import { chunkCalls, twoChunks } from './chunk-calls.ts'

type Look =
  | 'nothing'
  | 'file-name'
  | 'module-ids'
  | 'modules'
  | 'other-chunks'
  | 'itself'
  | 'all-names'
  | 'json'
  | 'clone'
  | 'spread'
  | 'thread'
  | 'function'
  | 'class'
  | 'write'
  | 'add'
  | 'remove'
  | 'push'
  | 'read'
  | 'environment'
  | 'warn'
  | 'emit'
  | 'null'
  | 'text'

interface Chunk {
  fileName: string
  name: string
  moduleIds: string[]
  imports: string[]
  modules: Record<string, { renderedLength: number }>
  [added: string]: unknown
}

/** Notes in each chunk what it found out about it. */
const noter = evaluateApart((look: Look, root: string) => {
  const short = (text: string) => text.replaceAll(root, '')
  const findOut = async (
    context: { warn(text: string): void; emitFile(file: object): string },
    code: string,
    chunk: Chunk,
    options: Record<string, unknown>,
    meta: { chunks: Record<string, Chunk> },
  ): Promise<unknown> => {
    switch (look) {
      case 'file-name':
        return chunk.fileName
      case 'module-ids':
        return chunk.moduleIds.map(short)
      case 'modules':
        return Object.entries(chunk.modules).map(([id, module]) => [short(id), module.renderedLength])
      case 'other-chunks':
        return Object.values(meta.chunks).map((other) => other.name)
      case 'itself':
        return Object.values(meta.chunks).map((other) => other === (chunk as unknown))
      case 'all-names':
        return ['fileName' in chunk, 'unheardOf' in chunk, Object.hasOwn(options, 'format')]
      case 'json':
        return short(JSON.stringify(chunk.imports) + JSON.stringify({ format: options['format'] }))
      case 'clone':
        return structuredClone({ imports: chunk.imports, modules: Object.keys(chunk.modules).map(short) })
      case 'spread':
        return Object.keys({ ...meta }).length
      case 'thread': {
        const { MessageChannel, receiveMessageOnPort } = process.getBuiltinModule('node:worker_threads')
        const { port1, port2 } = new MessageChannel()
        port1.postMessage(meta.chunks[chunk.fileName]?.imports)
        return receiveMessageOnPort(port2)?.message
      }
      case 'function':
        return typeof options['banner']
      case 'class':
        return Object.prototype.toString.call(chunk)
      case 'write':
        chunk.name = 'changed'
        return chunk.name
      case 'add':
        chunk['added'] = 1
        return 'added'
      case 'remove':
        Reflect.deleteProperty(chunk, 'name')
        return 'removed'
      case 'push':
        return chunk.imports.push('./none.js')
      case 'read':
        return process.getBuiltinModule('node:fs').readFileSync(`${root}/note.txt`, 'utf8')
      case 'environment':
        return process.env['REKINDLE_NOTE'] ?? 'unset'
      case 'warn':
        context.warn(`a chunk of ${code.length}`)
        return 'warned'
      case 'emit':
        context.emitFile({ type: 'asset', fileName: `${code.length}.txt`, source: String(code.length) })
        return 'emitted'
      default:
        return 'nothing'
    }
  }
  return {
    name: 'noter',
    async renderChunk(
      this: Parameters<typeof findOut>[0],
      code: string,
      chunk: Chunk,
      options: Record<string, unknown>,
      meta: { chunks: Record<string, Chunk> },
    ) {
      const found = await findOut(this, code, chunk, options, meta)
      const noted = `${code}\n;globalThis.noted = ${JSON.stringify(found)};\n`
      if (look === 'null') {
        return null
      }
      return look === 'text' ? noted : { code: noted, map: null }
    },
  }
})

/** Notes in each chunk how many there were before it. */
const counter = evaluateApart(() => {
  let count = 0
  return {
    name: 'noter',
    renderChunk(code: string) {
      count += 1
      return { code: `${code}\n;globalThis.count = ${count};\n`, map: null }
    },
  }
})

/** Tells at the end what it has gathered from chunks, by ways that its source hardly shows. */
const gatherer = evaluateApart((way: 'assign' | 'alias' | 'swap') => {
  const sizes: Record<string, number> = {}
  const list: number[] = []
  const gather = {
    assign: (code: string) => Object.assign(sizes, { [code.length]: 1 }),
    alias: (code: string) => {
      const own = list
      own.push(code.length)
    },
    swap: (code: string) => {
      ;[sizes['last']] = [code.length]
    },
  }[way]
  return {
    name: 'noter',
    renderChunk(code: string) {
      gather(code)
      return { code: `${code};`, map: null }
    },
    generateBundle(this: { emitFile(file: object): void }) {
      const source = JSON.stringify([sizes, list])
      this.emitFile({ type: 'asset', fileName: 'gathered.json', source })
    },
  }
})

const files = { ...twoChunks, 'note.txt': 'a note' }

function noted(
  project: Project,
  look: Look,
  rekindle: RekindleOptions = { plugins: { noter: 'chunks' } },
): Scenario {
  return { project, plugins: () => [noter(look, project.root)], rekindle }
}

async function twice(bundler: Bundler, look: Look) {
  const { cold, warm } = await buildTwice(bundler, noted(createProject(files), look))
  return { cold: chunkCalls(cold.events), warm: chunkCalls(warm.events), reasons: reasonsOf(warm.events) }
}

/** What is seen of chunks is no matter of the bundler; the nightly run makes sure. */
const bundlers = process.env['REKINDLE_NIGHTLY'] === '1' ? allBundlers : [rollupBundler]

describe.each(bundlers)('on $name', (bundler) => {
  it.each<Look>([
    ...([
      'nothing',
      'file-name',
      'module-ids',
      'modules',
      'other-chunks',
      'itself',
      'all-names',
      'json',
    ] as const),
    ...(['clone', 'spread', 'thread', 'class', 'read', 'environment', 'warn', 'emit', 'text'] as const),
  ])('a hook that does this is restored: %s', async (look) => {
    const { cold, warm } = await twice(bundler, look)
    expect(cold.ran).toHaveLength(2)
    expect(warm).toEqual({ ran: [], restored: cold.ran })
  })

  it.each<[Look, RegExp]>([
    ['write', /a change of chunk\.name/],
    ['add', /a new property added of its arguments/],
    ['remove', /a removal of name from its arguments/],
    ['null', /empty-result/],
  ])('a hook that does this is never restored: %s', async (look, reason) => {
    const { cold, warm, reasons } = await twice(bundler, look)
    expect([cold, warm].map(({ ran }) => ran.length)).toEqual([2, 2])
    expect(reasons.join()).toMatch(reason)
  })

  it('a hook that looks at a function is never restored: what it does can not be compared', async () => {
    const output = { banner: () => '/* A banner. */' }
    const config = bundler.name === 'Vite' ? { build: { rolldownOptions: { output } } } : { output }
    const scenario = { ...noted(createProject(files), 'function'), config }
    const { cold, warm } = await buildTwice(bundler, scenario)
    expect([cold, warm].map(({ events }) => chunkCalls(events).ran.length)).toEqual([2, 2])
    expect(reasonsOf(warm.events)).toEqual(["a look at options.banner, which can't be compared"])
  })

  it('a plugin that nobody names, or only with `true`, is left alone', async () => {
    const project = createProject(files)
    const choices: readonly RekindleOptions['plugins'][] = [{}, { noter: true }, { '*': true }]
    for (const plugins of choices) {
      const { cold, warm } = await buildTwice(bundler, noted(project, 'nothing', { plugins }))
      expect([cold, warm].map(({ events }) => chunkCalls(events))).toEqual(
        Array(2).fill({ ran: [], restored: [] }),
      )
    }
  })

  it('a plugin that keeps something from chunk to chunk is left alone, and the reason is told', async () => {
    const scenario = { ...noted(createProject(files), 'nothing'), plugins: () => [counter()] }
    const { events } = await buildAsClean(bundler, scenario)
    expect(chunkCalls(events)).toEqual({ ran: [], restored: [] })
    expect(events).toContainEqual({
      kind: 'plugin',
      plugin: 'noter',
      verdict: 'uncached',
      why: 'chunks: keeps state in its variable `count`',
    })
  })

  it.each(['assign', 'alias', 'swap'] as const)(
    'a hook that changes what it closes over is never restored, however it does it: %s',
    async (way) => {
      const scenario = { ...noted(createProject(files), 'nothing'), plugins: () => [gatherer(way)] }
      const { warm } = await buildTwice(bundler, scenario)
      expect(chunkCalls(warm.events).restored).toEqual([])
      expect(reasonsOf(warm.events)).toEqual(['a change of what its hook closes over'])
    },
  )

  it('a hook runs again when what it has looked at is another, and only then', async () => {
    const project = createProject(files)
    const build = async (look: Look, output: Record<string, unknown> = {}) => {
      const config = bundler.name === 'Vite' ? { build: { rolldownOptions: { output } } } : { output }
      const { events } = await buildAsClean(bundler, { ...noted(project, look), config })
      return chunkCalls(events).ran.length
    }
    const names = { entryFileNames: 'entry-[name].js' }
    expect(await build('nothing')).toBe(2)
    expect(await build('nothing', names)).toBeLessThan(2)
    expect(await build('file-name')).toBe(2)
    expect(await build('file-name', names)).toBeGreaterThan(0)
    expect(await build('read')).toBe(2)
    project.write('note.txt', 'another note')
    expect(await build('read')).toBe(2)
    expect(await build('other-chunks')).toBe(2)
    project.write('main.js', `${twoChunks['main.js']}export const third = () => import('./third.js')\n`)
    project.write('third.js', `export const third = 3\n`)
    expect(await build('other-chunks')).toBe(3)
    fs.rmSync(project.path('third.js'))
  })
})
