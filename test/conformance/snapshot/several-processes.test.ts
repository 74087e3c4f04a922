import fs from 'node:fs'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { Project } from '../../kit/process/project.ts'
import { runNode } from '../../kit/process/run-node.ts'
import { rollupScript } from '../../kit/process/script-case.ts'

const script = rollupScript(`
const told = []
const onEvent = ({ kind, reason }) => kind.startsWith('snapshot') && told.push(kind.slice(9) + (reason ? ' ' + reason.kind : ''))
await go([cached({ snapshot: true, onEvent })])
process.stdout.write(told.join(', '))
`)

function createApp(): Project {
  const project = Project.fromFiles({
    'package.json': '{ "name": "app", "private": true, "type": "module" }',
    'src/main.js': "export { part } from './part.js'\n",
    'src/part.js': 'export const part = 1\n',
    'build.mjs': script,
  })
  onTestFinished(() => project.dispose())
  return project
}

async function build(project: Project): Promise<string> {
  const { code, printed } = await runNode(project.root, ['build.mjs'], { WITH_REKINDLE: 'yes' })
  expect(code, printed).toBe(0)
  return printed
}

it('processes that build at the same time leave a record that is right, whichever wrote it', async () => {
  const project = createApp()
  for (let round = 1; round <= 3; round += 1) {
    const told = await Promise.all(Array.from({ length: 4 }, () => build(project)))
    for (const words of told) {
      // The folder of outputs may come to be while another process has begun.
      expect(words).toMatch(/^(?:restored|missed (?:new|input-changed), (?:kept|declined input-unstable))$/)
    }
    await build(project)
    fs.rmSync(project.path('dist'), { recursive: true })
    expect(await build(project)).toBe('restored')
    expect(project.readFolder('dist')['main.js']).toContain(`const part = ${round};`)
    project.write('src/part.js', `export const part = ${round + 1}\n`)
  }
})

it('a record with any byte turned is a miss, or what it was', async () => {
  const project = createApp()
  expect(await build(project)).toBe('missed new, kept')
  const clean = project.readFolder('dist')
  const folder = project.path('node_modules/.cache/rekindle')
  const packs = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.pack'))
    .map((file) => path.join(folder, file))
  const files = packs.map((pack) => ({ pack, bytes: fs.readFileSync(pack) }))
  for (let round = 0; round < 8; round += 1) {
    for (const file of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (/\.(?:pack|index|usage)$/.test(file)) {
        fs.rmSync(path.join(folder, file))
      }
    }
    for (const { pack, bytes } of files) {
      const damaged = Uint8Array.from(bytes)
      const place = Math.floor(((round + 0.5) * bytes.length) / 8)
      damaged[place] = 255 - (damaged[place] ?? 0)
      fs.writeFileSync(pack, damaged)
    }
    fs.rmSync(project.path('dist'), { recursive: true })
    expect(await build(project)).toMatch(/^(?:restored|missed (?:new|corrupt), kept)$/)
    expect(project.readFolder('dist'), `round ${round}`).toEqual(clean)
  }
})
