import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Project } from '../../kit/process/project.ts'
import { runNode } from '../../kit/process/run-node.ts'

const CODE = 'node_modules/.cache/rekindle-engine.bin'

function projectOf(options = ''): Project {
  const project = Project.fromFiles({
    'package.json': '{ "name": "app", "private": true, "type": "module" }',
    'src/main.js': 'export const one = 1\n',
    'build.mjs': `import { rollup } from 'rollup'
import rekindle from 'unplugin-rekindle/rollup'
const upper = { name: 'upper', transform: (code) => ({ code: code.replace('one', 'ONE'), map: null }) }
const plugins = [rekindle({ plugins: { upper: true }, report: 'report.json' ${options} }), upper]
const bundle = await rollup({ input: 'src/main.js', plugins })
await bundle.write({ dir: 'dist' })
`,
  })
  onTestFinished(() => project.dispose())
  return project
}

/** How many calls were restored, and the output. */
async function build(project: Project): Promise<readonly [restored: number, output: string]> {
  const { code, printed } = await runNode(project.root, ['build.mjs'], {})
  expect([code, printed]).toEqual([0, ''])
  return [JSON.parse(project.read('report.json')).hooks.restored, project.read('dist/main.js')]
}

/** How often the code in the file was kept. */
function timesIn(project: Project): number {
  return fs.readFileSync(project.path(CODE)).readUInt32LE(4)
}

test('the first two builds keep the compiled code, and the others use it as it is', async () => {
  const project = projectOf()
  const [, output] = await build(project)
  expect(timesIn(project)).toBe(1)
  expect(await build(project)).toEqual([1, output])
  expect(timesIn(project)).toBe(2)
  const kept = fs.readFileSync(project.path(CODE))
  expect(await build(project)).toEqual([1, output])
  expect(fs.readFileSync(project.path(CODE)).equals(kept)).toBe(true)

  // Another release of the plugin.
  fs.appendFileSync(project.path('node_modules/unplugin-rekindle/dist/engine.cjs'), '//')
  await build(project)
  expect(timesIn(project)).toBe(1)
})

test('code that was damaged is not used, whatever of it is damaged', async () => {
  const project = projectOf()
  const [, output] = await build(project)
  await build(project)
  const kept = fs.readFileSync(project.path(CODE))
  for (const at of [0, 30, Math.floor(kept.length / 2), kept.length - 1]) {
    const damaged = Buffer.from(kept)
    damaged.writeUInt8(damaged.readUInt8(at) ^ 0xff, at)
    fs.writeFileSync(project.path(CODE), damaged)
    expect(await build(project)).toEqual([1, output])
    expect(timesIn(project)).toBe(1)
  }
})

test('code that was compiled in another place is compiled anew: it says where it is', async () => {
  const project = projectOf()
  const [, output] = await build(project)
  await build(project)
  const link = project.path('node_modules/unplugin-rekindle')
  const installed = fs.realpathSync(link)
  const moved = path.join(installed, '../elsewhere/node_modules/unplugin-rekindle')
  fs.mkdirSync(path.dirname(moved), { recursive: true })
  fs.renameSync(installed, moved)
  fs.rmSync(link)
  fs.symlinkSync(moved, link, 'junction')
  expect((await build(project))[1]).toBe(output)
  expect(timesIn(project)).toBe(1)
})

test('who only reads keeps no code', async () => {
  const project = projectOf(', readOnly: true')
  await build(project)
  expect(fs.existsSync(project.path(CODE))).toBe(false)
})
