import legacy from '@vitejs/plugin-legacy'
import type { RekindleEvent } from 'unplugin-rekindle'
import { build, type InlineConfig, type Rolldown } from 'vite'
import { expect, it } from 'vitest'
import {
  type Bundler,
  buildAsClean,
  buildTwice,
  rolldownBundler,
  type Scenario,
  viteBundler,
} from '../../kit/in-process/compare-builds.ts'
import { placeRekindle } from '../../kit/in-process/place-rekindle.ts'
import { createProject } from '../../kit/in-process/project.ts'
import { type ChunkCalls, chunkCalls, twoChunks } from './chunk-calls.ts'
import { minifier } from './minifier.ts'

const minified = (options: Record<string, unknown> = {}, others: Record<string, unknown> = {}) => ({
  plugins: () => [],
  config: { build: { minify: 'terser', terserOptions: { maxWorkers: 1, ...options }, ...others } },
})

/** A build without Rekindle and one with it; plugins of an output serve both. */
async function buildOnce(bundler: Bundler, scenario: Scenario): Promise<{ readonly calls: ChunkCalls }> {
  const { events } = await buildAsClean(bundler, scenario)
  return { calls: chunkCalls(events) }
}

it.each([
  ['nameCache', { nameCache: {} }, 'its chunks share the names in its option `nameCache`'],
  ['a function', { format: { comments: () => true } }, 'its options hold a function'],
])('chunks are left alone with %s among the options', async (_name, options, why) => {
  const scenario: Scenario = { project: createProject(twoChunks), ...minified(options) }
  const { events } = await buildAsClean(viteBundler, scenario)
  expect(chunkCalls(events)).toEqual({ ran: [], restored: [] })
  expect(events).toContainEqual({
    kind: 'plugin',
    plugin: 'vite:terser',
    verdict: 'uncached',
    why: `chunks: ${why}`,
  })
})

it('client and server have results of their own', async () => {
  const project = createProject(twoChunks)
  const built = async (ssr: boolean, isCached: boolean) => {
    const events: RekindleEvent[] = []
    const { default: rekindle } = await import('unplugin-rekindle/vite')
    const result = await build({
      root: project.root,
      configFile: false,
      logLevel: 'silent',
      plugins: isCached ? [placeRekindle(project.root, rekindle, {}, events) as never] : [],
      build: {
        write: false,
        minify: 'terser',
        terserOptions: { maxWorkers: 1 },
        ssr: ssr ? 'main.js' : false,
        rolldownOptions: { input: 'main.js', preserveEntrySignatures: 'strict' },
      },
    } as InlineConfig)
    const [built] = [result].flat() as Rolldown.RolldownOutput[]
    const codes = built?.output.map((file) => ('code' in file ? file.code : null))
    return { codes, calls: chunkCalls(events) }
  }
  for (const ssr of [false, true]) {
    const { codes } = await built(ssr, false)
    const cold = await built(ssr, true)
    const warm = await built(ssr, true)
    expect([cold.codes, warm.codes]).toEqual([codes, codes])
    expect([cold.calls.ran.length, warm.calls.restored.length, warm.calls.ran.length]).toEqual([2, 2, 0])
  }
})

it.each([viteBundler, rolldownBundler])(
  "$name: Rollup's plugin for terser is restored as on Rollup, also among the plugins of an output",
  async (bundler) => {
    const project = createProject(twoChunks)
    for (const isOfOutput of [false, true]) {
      const built = async () => {
        const output = isOfOutput ? { plugins: [[minifier({ maxWorkers: 1, compress: { passes: 2 } })]] } : {}
        const config = bundler.name === 'Vite' ? { build: { rolldownOptions: { output } } } : { output }
        const plugins = () => (isOfOutput ? [] : [minifier({ maxWorkers: 1 })])
        const { calls } = await buildOnce(bundler, { project, plugins, config })
        return [isOfOutput, calls.ran.length, calls.restored.length]
      }
      expect(await built()).toEqual([isOfOutput, 2, 0])
      expect(await built()).toEqual([isOfOutput, 0, 2])
    }
  },
)

it('chunks for old browsers, which Vite tells by their output options themselves, are minified as without the plugin', async () => {
  const scenario: Scenario = {
    ...minified(),
    project: createProject(twoChunks),
    plugins: () => [legacy({ targets: ['chrome 60'], polyfills: false, renderLegacyChunks: true })],
  }
  const { cold, warm } = await buildTwice(viteBundler, scenario)
  const legacyFiles = Object.keys(warm.outcome.files).filter((file) => /legacy.*\.js$/.test(file))
  expect(legacyFiles.length).toBeGreaterThan(1)
  const { ran } = chunkCalls(cold.events)
  expect(chunkCalls(warm.events)).toEqual({ ran: [], restored: ran })
  expect(ran).toHaveLength(2)
  expect(ran.filter((chunk) => chunk.includes('legacy'))).toEqual([])
})

it('chunks of worker bundles, which are made while modules are, are restored as well', async () => {
  const project = createProject({
    'main.js': `export const worker = new Worker(new URL('./work.js', import.meta.url), { type: 'module' })\n`,
    'work.js': `import { twice } from './twice.js'\nself.onmessage = ({ data }) => self.postMessage(twice(data))\n`,
    'twice.js': `export function twice(value) {\n  const doubled = value * 2\n  return doubled\n}\n`,
  })
  const { build } = minified().config
  const scenario = { project, plugins: () => [], config: { build, worker: { format: 'es' } } }
  const { warm } = await buildTwice(viteBundler, scenario)
  expect(chunkCalls(warm.events)).toEqual({
    ran: [],
    restored: ['assets/main-[hash].js', 'assets/work-[hash].js'],
  })
})
