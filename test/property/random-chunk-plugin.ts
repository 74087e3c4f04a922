import fc from 'fast-check'
import { evaluateApart } from '../kit/in-process/define-plugin.ts'

/** What a random plugin notes in chunks. */
export interface ChunkPluginSpec {
  readonly looksAt: readonly (typeof looks)[number][]
  /** Index of a data file or variable. */
  readonly target: number
  readonly hasMap: boolean
}

const looks = [
  'file-name',
  'exports',
  'imports',
  'module-ids',
  'lengths',
  'codes',
  'other-chunks',
  'other-names',
  'format',
  'options-names',
  'copy',
  'read',
  'variable',
  'warn',
  'emit',
] as const

export const chunkPluginSpec: fc.Arbitrary<ChunkPluginSpec> = fc.record({
  looksAt: fc.uniqueArray(fc.constantFrom(...looks), { maxLength: 3 }),
  target: fc.nat(2),
  hasMap: fc.boolean(),
})

interface Chunk {
  readonly fileName: string
  readonly name: string
  readonly isEntry: boolean
  readonly exports: readonly string[]
  readonly imports: readonly string[]
  readonly moduleIds: readonly string[]
  readonly modules: Readonly<
    Record<string, { readonly renderedLength: number; readonly code: string | null }>
  >
}

interface Context {
  warn(text: string): void
  emitFile(file: object): string
}

/** A plugin that adds to each chunk what it found out about it. */
export const makeChunkPlugin = evaluateApart((spec: ChunkPluginSpec, root: string, index: number) => {
  const name = `chunks-${index}`
  const readText = (file: string): string => {
    try {
      return process.getBuiltinModule('node:fs').readFileSync(file, 'utf8')
    } catch {
      return 'nothing'
    }
  }
  const findOut = (
    look: string,
    context: Context,
    code: string,
    chunk: Chunk,
    options: Readonly<Record<string, unknown>>,
    { chunks }: { readonly chunks: Readonly<Record<string, Chunk>> },
  ): unknown => {
    switch (look) {
      case 'file-name':
        return chunk.fileName
      case 'exports':
        return [chunk.isEntry, chunk.exports]
      case 'imports':
        return chunk.imports
      case 'module-ids':
        return chunk.moduleIds.map((id) => id.replace(root, ''))
      case 'lengths':
        return Object.values(chunk.modules).map(({ renderedLength }) => renderedLength)
      case 'codes':
        return Object.values(chunk.modules).map((module) => module.code)
      case 'other-chunks':
        return Object.keys(chunks).sort()
      case 'other-names':
        return Object.values(chunks)
          .map((other) => `${other.name} ${other.isEntry}`)
          .sort()
      case 'format':
        return options['format']
      case 'options-names':
        return 'entryFileNames' in options && Object.keys(options).length
      case 'copy':
        return structuredClone({ ...chunk, modules: null, moduleIds: null, facadeModuleId: null }).imports
      case 'read':
        return readText(`${root}/data/${spec.target}.txt`)
      case 'variable':
        return process.env[`REKINDLE_PROPERTY_${spec.target}`] ?? 'unset'
      case 'warn':
        context.warn(`a chunk of ${code.length}`)
        return 'warned'
      default:
        context.emitFile({ type: 'asset', fileName: `${name}-${chunk.name}.txt`, source: code })
        return 'emitted'
    }
  }
  return {
    name,
    async renderChunk(
      this: Context,
      code: string,
      chunk: Chunk,
      options: Readonly<Record<string, unknown>>,
      meta: { readonly chunks: Readonly<Record<string, Chunk>> },
    ) {
      const found = spec.looksAt.map((look) => findOut(look, this, code, chunk, options, meta))
      const mappings = code
        .split('\n')
        .reduce((all, _line, line) => `${all};${line === 0 ? 'AAAA' : 'AACA'}`, '')
      return {
        code: `globalThis.found = ${JSON.stringify([name, found])};\n${code}`,
        map: spec.hasMap ? { version: 3, sources: [''], names: [], mappings } : null,
      }
    },
  }
})
