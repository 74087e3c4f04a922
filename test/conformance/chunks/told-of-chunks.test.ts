import type { BuildReport } from 'unplugin-rekindle'
import { expect, onTestFinished, test } from 'vitest'
import { Project } from '../../kit/process/project.ts'
import { runCli, runCliForJson } from '../../kit/process/run-cli.ts'
import { runNode } from '../../kit/process/run-node.ts'
import { twoChunks } from './chunk-calls.ts'

interface Stats {
  readonly build: {
    readonly restored: number
    readonly missed: number
    readonly plugins: readonly {
      readonly plugin: string
      readonly restored: number
      readonly missed: number
    }[]
  }
}

/** Two outputs one after the other, and a plugin that works on modules. */
const script = `import terser from '@rollup/plugin-terser'
import { rollup } from 'rollup'
import rekindle from 'unplugin-rekindle/rollup'
const own = {
  name: 'own',
  transform(code, id) {
    return { code: code + '//', map: null }
  },
}
const bundle = await rollup({
  input: 'main.js',
  plugins: [rekindle({ plugins: { own: true }, report: 'report.json', summary: true }), own, terser({ maxWorkers: 1 })],
  onLog: (level, log) => console.log(log.message),
  logLevel: 'info',
})
await bundle.write({ dir: 'dist/es', chunkFileNames: '[name].js' })
await bundle.write({ dir: 'dist/cjs', format: 'cjs', chunkFileNames: '[name].js' })
await bundle.close()
`

test('the report, the line at the end, the statistics and the reasons tell of chunks as of modules', async () => {
  const project = Project.fromFiles({
    'package.json': '{ "name": "app", "private": true, "type": "module" }',
    'build.mjs': script,
    ...twoChunks,
  })
  onTestFinished(() => project.dispose())
  const built = async () => {
    const { printed } = await runNode(project.root, ['build.mjs'], {})
    const { hooks, plugins, hookTimes } = JSON.parse(project.read('report.json')) as BuildReport
    return { printed, hooks, terser: plugins['terser'], times: hookTimes['terser'] }
  }
  const cold = await built()
  expect(cold.terser).toMatchObject({ run: 4, stored: 4, restored: 0 })
  expect(cold.printed).toContain('[rekindle] outputs: 0 restored, 2 ran')

  project.write('later.js', `export const greet = (somebody) => 'good day, ' + somebody\n`)
  const edited = await built()
  expect(edited.terser).toMatchObject({ run: 2, stored: 2, restored: 2 })
  expect(Object.keys(edited.times ?? {})).toEqual(['renderChunk'])
  expect(edited.hooks).toEqual({ run: 3, restored: 4, bypassed: 0 })

  const { build } = await runCliForJson<Stats>(project.root, 'stats')
  expect(build).toMatchObject({ missed: 3, restored: 4 })
  expect(build.plugins).toContainEqual(expect.objectContaining({ plugin: 'terser', missed: 2, restored: 2 }))

  const why = await runCliForJson<{ calls: readonly object[] }>(project.root, 'why', 'dist/es/later.js')
  expect(why.calls).toMatchObject([
    { plugin: 'terser', hook: 'renderChunk', id: 'dist/es/later.js', reason: { kind: 'content-changed' } },
  ])
  const { output } = await runCli(project.root, 'why', 'dist/cjs/main.js')
  expect(output).toContain('renderChunk')
  expect(output).toContain('context fact [["options","format"]]')
})
