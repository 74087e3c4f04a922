import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { bundleRekindle } from '../../kit/in-process/bundle-rekindle.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'

const rollupFolder = path.dirname(createRequire(import.meta.url).resolve('rollup/package.json'))

const twoConfigs = `
import fs from 'node:fs'
import rekindle from 'unplugin-rekindle'
import { suffix } from './suffix.mjs'

// Written at the end: a hook that writes is never restored.
const calls = []
process.on('exit', () => fs.writeFileSync('calls.txt', calls.join('\\n')))

const marker = (mark) => ({
  name: 'marker',
  transform(code, id) {
    calls.push(mark + ' ' + id.split('/').at(-1))
    return { code: code + '\\nglobalThis.mark = ' + JSON.stringify(mark + suffix), map: null }
  },
})

export default ['one', 'two'].map((mark) => ({
  input: 'main.js',
  plugins: [process.env.WITHOUT ? null : rekindle({ plugins: { marker: true } }), marker(mark)],
  output: { file: 'dist/' + mark + '.js', sourcemap: true },
}))
`

/** Runs Rollup's command in a new process; gives the files and, sorted, the calls of the hooks. */
async function runRollup(project: Project, isClean: boolean) {
  await delay(25)
  fs.rmSync(project.path('dist'), { recursive: true, force: true })
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(rollupFolder, 'dist/bin/rollup'), '-c', '--silent'],
    { cwd: project.root, encoding: 'utf8', env: { ...process.env, WITHOUT: isClean ? '1' : '' } },
  )
  expect(stderr).toBe('')
  expect(status).toBe(0)
  const files = Object.fromEntries(
    fs.readdirSync(project.path('dist')).map((file) => [file, project.read(`dist/${file}`)]),
  )
  const calls = project.read('calls.txt').split('\n').filter(Boolean).sort()
  return { files, calls }
}

it('the Rollup command restores each of several configs, and starts over when the config changes', async () => {
  const project = createProject({
    'package.json': '{ "type": "module" }',
    'main.js': `export { greeting } from './greeting.js'\n`,
    'greeting.js': `export const greeting = 'hello'\n`,
    'node_modules/unplugin-rekindle/package.json': '{ "version": "1.0.0", "exports": "./index.mjs" }',
    'suffix.mjs': `export const suffix = '!'\n`,
    'rollup.config.js': twoConfigs,
  })
  await bundleRekindle('rollup', project.path('node_modules/unplugin-rekindle/index.mjs'))

  const clean = await runRollup(project, true)
  expect(clean.calls).toHaveLength(4)
  expect(await runRollup(project, false)).toEqual(clean)
  expect(await runRollup(project, false)).toEqual({ ...clean, calls: [] })

  project.write('suffix.mjs', `export const suffix = '?'\n`)
  const edited = await runRollup(project, true)
  expect(edited.files).not.toEqual(clean.files)
  expect(await runRollup(project, false)).toEqual(edited)
  expect(await runRollup(project, false)).toEqual({ ...edited, calls: [] })
})
