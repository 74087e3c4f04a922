import fs from 'node:fs'
import { type OutputChunk, type OutputOptions, type RolldownOutput, rolldown } from 'rolldown'
import { expect, it } from 'vitest'
import {
  buildClean,
  buildWhole,
  createWholeProject,
  type WholeBundler,
  wholeBundlers,
} from '../../kit/in-process/whole-builds.ts'

/** Two outputs of one build; what the bundler returned is added to `made`. */
function bundlerOf(made: RolldownOutput[]): WholeBundler {
  const outputs: readonly OutputOptions[] = [
    { dir: 'dist/es', sourcemap: true },
    { dir: 'dist/cjs', format: 'cjs', entryFileNames: '[name]-[hash].cjs' },
  ]
  return {
    name: 'rolldown',
    build: async (_, { plugins = [] }, rekindle) => {
      const bundle = await rolldown({
        input: ['main.js', 'other.js'],
        plugins: [plugins as never, rekindle as never],
      })
      for (const output of outputs) {
        made.push(await bundle.write(output))
      }
      await bundle.close()
    },
  }
}

/** What is told of chunks but for what they were made of, which Rolldown forgets of restored ones. */
function chunksOf(made: readonly RolldownOutput[]): unknown {
  const chunks = made.flatMap(({ output }) =>
    output.filter((file): file is OutputChunk => file.type === 'chunk'),
  )
  return chunks
    .map(
      ({
        fileName,
        code,
        map,
        name,
        exports,
        imports,
        dynamicImports,
        isEntry,
        isDynamicEntry,
        facadeModuleId,
      }) => ({
        ...{ fileName, code, name, exports, imports, dynamicImports, isEntry, isDynamicEntry },
        facadeModuleId: isEntry ? facadeModuleId : null,
        map: map?.toString() ?? null,
      }),
    )
    .sort((one, other) => (one.fileName < other.fileName ? -1 : 1))
}

it('restores all outputs that are written, and tells of their chunks what it can', async () => {
  const project = createWholeProject({
    'main.js':
      "import { shared } from './shared.js'\nexport const main = () => import('./lazy.js')\nexport { shared }\n",
    'other.js': "export { shared as other } from './shared.js'\n",
    'lazy.js': 'export const lazy = 1\n',
    'shared.js': 'export const shared = 2\nexport const unused = 3\n',
  })
  const made: RolldownOutput[] = []
  const cold = await buildWhole(bundlerOf(made), project, {})
  expect(cold.told).toEqual(['missed: new', 'kept'])
  const built = made.splice(0)
  fs.rmSync(project.path('dist'), { recursive: true })
  const warm = await buildWhole(bundlerOf(made), project, {})
  expect(warm.told).toEqual(['restored'])
  expect(warm.files).toEqual(cold.files)
  expect(chunksOf(made)).toEqual(chunksOf(built))
})

const ofNode: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  rolldown: { platform: 'node' },
  vite: { build: { ssr: true } },
}

// The runtime of such builds imports what is part of Node.
it.each(wholeBundlers.filter(({ name }) => name in ofNode))(
  'restores what is built for Node ($name)',
  async (bundler) => {
    const project = createWholeProject({
      'main.js': "export const read = () => require('node:fs').readFileSync\n",
    })
    const request = { config: ofNode[bundler.name] }
    const clean = await buildClean(bundler, project, request)
    expect((await buildWhole(bundler, project, request)).told).toEqual(['missed: new', 'kept'])
    const restored = await buildWhole(bundler, project, request)
    expect(restored.told).toEqual(['restored'])
    expect(restored.files).toEqual(clean)
  },
)
