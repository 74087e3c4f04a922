import { setTimeout as delay } from 'node:timers/promises'
import type { OutputOptions, RollupOptions, RollupOutput } from 'rollup'
import { rollup } from 'rollup'
import { expect, it, vi } from 'vitest'
import { evaluateApart } from '../../kit/in-process/define-plugin.ts'
import { placeRekindle } from '../../kit/in-process/place-rekindle.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'

/** A plugin with every hook that ends in the output; each tells when it runs. */
const busyPlugin = evaluateApart((ran: (hook: string) => void) => ({
  name: 'busy',
  buildStart(this: { emitFile(file: object): string }) {
    ran('buildStart')
    this.emitFile({ type: 'asset', name: 'note.txt', source: 'a note' })
    this.emitFile({ type: 'asset', fileName: 'bytes.bin', source: new Uint8Array([0, 255, 7]) })
    this.emitFile({ type: 'asset', fileName: 'buffer.bin', source: Buffer.from('a buffer') })
  },
  transform(code: string) {
    ran('transform')
    return { code: `${code}\n`, map: null }
  },
  renderChunk(code: string) {
    ran('renderChunk')
    return { code: `/* rendered */\n${code}`, map: null }
  },
  generateBundle(_: object, bundle: object) {
    ran('generateBundle')
    for (const file of Object.values(bundle)) {
      ;(file as { custom?: string }).custom = 'told by a plugin'
    }
  },
}))

async function build(project: Project, outputs: readonly OutputOptions[], input: RollupOptions = {}) {
  await delay(25)
  vi.resetModules()
  const { default: factory } = await import('unplugin-rekindle/rollup')
  const events: { kind: string }[] = []
  const ran: string[] = []
  const bundle = await rollup({
    input: ['main.js', 'other.js'],
    ...input,
    plugins: [
      input.plugins,
      busyPlugin((hook) => ran.push(hook)),
      placeRekindle(project.root, factory as never, { snapshot: true }, events as never) as never,
    ],
  })
  const made: RollupOutput[] = []
  for (const output of outputs) {
    made.push(await bundle.write(output))
  }
  const { watchFiles } = bundle
  await bundle.close()
  return {
    made,
    ran,
    watchFiles,
    events: events.filter(({ kind }) => kind.startsWith('snapshot') || kind === 'cache-failed'),
  }
}

/** As a script reads them: bytes as text depend on their class. */
function assetsAsText({ output }: RollupOutput): readonly string[] {
  return output.flatMap((file) => (file.type === 'asset' ? [`${file.fileName}: ${file.source}`] : []))
}

function newProject(): Project {
  return createProject({
    'rekindle-place.cjs': 'module.exports = (rekindle, options) => rekindle(options)\n',
    'main.js':
      "import { shared } from './shared.js'\nexport const main = () => import('./lazy.js')\nexport { shared }\n",
    'other.js': "export { shared as other } from './shared.js'\n",
    'lazy.js': 'export const lazy = 1\n',
    'shared.js': 'export const shared = 2\nexport const unused = 3\n',
  })
}

it('restores all outputs, each with all that the bundler tells of it, and runs no hook', async () => {
  const outputs: OutputOptions[] = [
    { dir: 'dist/es', format: 'es', sourcemap: true },
    { dir: 'dist/cjs', format: 'cjs', entryFileNames: '[name]-[hash].cjs' },
  ]
  // Vitest writes a module to disk when it is first imported: written while a build is recorded, it is an input that has changed.
  await build(newProject(), outputs)
  const project = newProject()
  const cold = await build(project, outputs)
  const files = project.read('dist/es/main.js')
  project.remove('dist')
  const warm = await build(project, outputs)
  expect(warm.ran).toEqual([])
  expect(warm.made).toEqual(cold.made)
  expect(warm.made.map(assetsAsText)).toEqual(cold.made.map(assetsAsText))
  expect(warm.watchFiles).toEqual(cold.watchFiles)
  expect(project.read('dist/es/main.js')).toBe(files)
})
