import fs from 'node:fs'
import path from 'node:path'
import {
  DefinitionGraph,
  linkModule,
  loadSummarizer,
  type ModuleId,
  type ModuleSummary,
} from '@rekindle/core'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { type OutputChunk, type RollupCache, rollup } from 'rollup'

/** A real package: what Rollup's tree-shaking leaves of it, and what its definition graph reaches. */
export interface ShakenPackage {
  readonly graph: DefinitionGraph
  readonly summaries: ReadonlyMap<ModuleId, ModuleSummary>
  readonly entry: ModuleId
  readonly exports: readonly string[]
  /** What is left when one export is imported: the code of each module that Rollup includes. */
  shake(exported: string): Promise<ReadonlyMap<ModuleId, string>>
}

const ENTRY = '\0entry'

export async function shakePackage(file: string): Promise<ShakenPackage> {
  const entry = fs.realpathSync(path.resolve(import.meta.dirname, '../../node_modules', file))
  const targets = new Map<string, Map<string, ModuleId>>()
  const texts = new Map<ModuleId, string>()
  const effects = new Map<string, boolean>()
  let cache: RollupCache | undefined
  const build = async (wanted: string): Promise<OutputChunk[]> => {
    const bundle = await rollup({
      input: ENTRY,
      ...(cache === undefined ? {} : { cache }),
      onwarn() {},
      plugins: [
        {
          name: 'entry',
          resolveId: {
            order: 'pre',
            async handler(source, importer, options) {
              if (source === ENTRY) {
                return source
              }
              const resolved = await this.resolve(source, importer, { ...options, skipSelf: true })
              if (importer !== undefined && importer !== ENTRY && resolved?.external === false) {
                const known = targets.get(importer) ?? new Map()
                targets.set(importer, known.set(source, resolved.id))
              }
              return resolved
            },
          },
          load: (id) => (id === ENTRY ? `export ${wanted} from ${JSON.stringify(entry)}` : null),
          moduleParsed({ id, code, moduleSideEffects }) {
            if (id !== ENTRY && code !== null) {
              texts.set(id as ModuleId, code)
              effects.set(id, moduleSideEffects !== false)
            }
          },
        },
        nodeResolve(),
      ],
    })
    cache = bundle.cache
    const { output } = await bundle.generate({ preserveModules: true })
    await bundle.close()
    return output.filter((chunk): chunk is OutputChunk => chunk.type === 'chunk')
  }
  const [all] = (await build('*')).filter(({ facadeModuleId }) => facadeModuleId === ENTRY)
  const exports = (all?.exports ?? []).filter((name) => name !== 'default')

  const summarize = await loadSummarizer()
  const summaries = new Map([...texts].map(([id, text]) => [id, summarize(id, text)]))
  const graph = new DefinitionGraph()
  graph.update(
    [...summaries].map(([id, summary]) => {
      const resolved = targets.get(id) ?? new Map()
      return { id, summary, links: linkModule(summary, resolved, resolved.values(), effects.get(id)) }
    }),
  )
  return {
    graph,
    summaries,
    entry: entry as ModuleId,
    exports,
    async shake(exported) {
      const chunks = await build(`{ ${exported} }`)
      const included = chunks
        .flatMap(({ modules }) => Object.entries(modules))
        .filter(([id, { code }]) => id !== ENTRY && code !== null && code.trim() !== '')
      return new Map(included.map(([id, { code }]) => [id as ModuleId, String(code)]))
    },
  }
}

/** A file's place in the package, for messages. */
export function shortName(id: string): string {
  return path.relative(process.cwd(), id).replace(/^.*node_modules\//, '')
}
