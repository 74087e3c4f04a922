import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { bundleRekindle } from '../../kit/in-process/bundle-rekindle.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'

const toPackage = createRequire(import.meta.url)
const commands = [
  { name: 'rollup', file: 'dist/bin/rollup', args: ['-c', '--silent'], config: 'rollup.config.js' },
  {
    name: 'rolldown',
    file: 'bin/cli.mjs',
    args: ['-c', '--logLevel', 'silent'],
    config: 'rolldown.config.js',
  },
  // Compiled into a file with another name each time.
  {
    name: 'rolldown',
    file: 'bin/cli.mjs',
    args: ['-c', '--logLevel', 'silent'],
    config: 'rolldown.config.ts',
  },
] as const

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
    if (id.startsWith('\\0')) return null
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

/** Runs a bundler's command in a new process; gives the files and, sorted, the calls of the hooks. */
async function run({ name, file, args }: (typeof commands)[number], project: Project, isClean: boolean) {
  await delay(25)
  fs.rmSync(project.path('dist'), { recursive: true, force: true })
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(path.dirname(toPackage.resolve(`${name}/package.json`)), file), ...args],
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

it.each(commands)(
  'the command of $name restores each of several configs in $config, and starts over when it changes',
  async (command) => {
    const project = createProject({
      'package.json': '{ "type": "module" }',
      'main.js': `export { greeting } from './greeting.js'\n`,
      'greeting.js': `export const greeting = 'hello'\n`,
      'node_modules/unplugin-rekindle/package.json': '{ "version": "1.0.0", "exports": "./index.mjs" }',
      'suffix.mjs': `export const suffix = '!'\n`,
      [command.config]: twoConfigs,
    })
    await bundleRekindle(command.name, project.path('node_modules/unplugin-rekindle/index.mjs'))

    const clean = await run(command, project, true)
    expect(clean.calls).toHaveLength(4)
    expect(await run(command, project, false)).toEqual(clean)
    expect(await run(command, project, false)).toEqual({ ...clean, calls: [] })

    project.write('suffix.mjs', `export const suffix = '?'\n`)
    const edited = await run(command, project, true)
    expect(edited.files).not.toEqual(clean.files)
    expect(await run(command, project, false)).toEqual(edited)
    expect(await run(command, project, false)).toEqual({ ...edited, calls: [] })
  },
)
