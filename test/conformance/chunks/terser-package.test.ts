import { expect, onTestFinished, test } from 'vitest'
import { Project } from '../../kit/process/project.ts'
import { runNode } from '../../kit/process/run-node.ts'

/** A package that stands for terser, in the project itself. */
const packageOf = (version: string) => ({
  'node_modules/terser/package.json': JSON.stringify({
    name: 'terser',
    version,
    type: 'module',
    exports: './main.js',
  }),
  'node_modules/terser/main.js': `export const minify = (code) => ({ code: code + '// ${version}', map: null })\n`,
})

const script = `import { build } from 'vite'
import rekindle from 'unplugin-rekindle/vite'
const ran = []
await build({
  configFile: false,
  logLevel: 'silent',
  plugins: [rekindle({ onEvent: (event) => event.hook === 'renderChunk' && ran.push(event.kind) })],
  build: { minify: 'terser', terserOptions: { maxWorkers: 1 }, outDir: 'dist', lib: { entry: 'main.js', formats: ['es'], fileName: 'out' } },
})
console.log('events: ' + ran)
`

test('another version of the terser package that Vite finds lets all chunks be minified again', async () => {
  const project = Project.fromFiles({
    'package.json': '{ "name": "app", "private": true, "type": "module" }',
    'build.mjs': script,
    'main.js': `export const one = 1\n`,
    ...packageOf('5.1.0'),
  })
  onTestFinished(() => project.dispose())
  const built = async () => {
    const { printed } = await runNode(project.root, ['build.mjs'], {})
    return [/events: (.*)/.exec(printed)?.[1], project.read('dist/out.js').split('// ').at(-1)?.trim()]
  }
  expect(await built()).toEqual(['miss,stored', '5.1.0'])
  expect(await built()).toEqual(['hit', '5.1.0'])
  for (const [file, text] of Object.entries(packageOf('5.2.0'))) {
    project.write(file, text)
  }
  expect(await built()).toEqual(['miss,stored', '5.2.0'])
  expect(await built()).toEqual(['hit', '5.2.0'])
})
