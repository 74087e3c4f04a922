import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { evaluateApart } from '../../kit/in-process/define-plugin.ts'
import {
  buildWhole,
  createWholeProject,
  type WholeRequest,
  wholeBundlers,
} from '../../kit/in-process/whole-builds.ts'

const [rollup, rolldown, vite] = wholeBundlers as [
  (typeof wholeBundlers)[number],
  (typeof wholeBundlers)[number],
  (typeof wholeBundlers)[number],
]

/** Plugins that do something which a restored build would leave out, and what is said of them. */
const plugins: Readonly<Record<string, () => object>> = {
  'hook acts after has writeBundle': evaluateApart(() => ({ name: 'after', writeBundle() {} })),
  'hook acts after has closeBundle': evaluateApart(() => ({ name: 'after', closeBundle() {} })),
  'printed log': evaluateApart(() => ({
    name: 'prints',
    renderChunk(): null {
      console.log('a line')
      return null
    },
  })),
  'printed the log PLUGIN_WARNING': evaluateApart(() => ({
    name: 'warns',
    buildStart(this: { warn(text: string): void }) {
      this.warn('a warning')
    },
  })),
  'written elsewhere.txt': evaluateApart(() => ({
    name: 'writes',
    generateBundle() {
      process.getBuiltinModule('node:fs').writeFileSync('elsewhere.txt', 'text')
    },
  })),
  'written dist/beside.txt': evaluateApart(() => ({
    name: 'writes among the outputs',
    generateBundle() {
      const { mkdirSync, writeFileSync } = process.getBuiltinModule('node:fs')
      mkdirSync('dist', { recursive: true })
      writeFileSync('dist/beside.txt', 'text')
    },
  })),
  'effect child_process.execFileSync': evaluateApart(() => ({
    name: 'runs a process',
    buildStart() {
      process
        .getBuiltinModule('node:child_process')
        .execFileSync(process.execPath, ['--version'], { stdio: 'pipe' })
    },
  })),
  'effect net.connect': evaluateApart(() => ({
    name: 'connects',
    async buildStart() {
      const socket = process.getBuiltinModule('node:net').connect(1, '127.0.0.1')
      await new Promise((resolve) => socket.on('error', resolve))
    },
  })),
  'effect process.env assignment': evaluateApart(() => ({
    name: 'sets a variable',
    buildStart() {
      process.env['SNAPSHOT_DECLINED'] = String(Math.random())
    },
  })),
  'chance time': evaluateApart(() => ({ name: 'time', banner: () => `/* ${new Date().toISOString()} */` })),
  'chance time in a file name': evaluateApart(() => ({
    name: 'named by the time',
    generateBundle(this: { emitFile(file: object): string }) {
      this.emitFile({ type: 'asset', fileName: `stamp-${Date.now()}.txt`, source: 'text' })
    },
  })),
  'chance time in bytes': evaluateApart(() => ({
    name: 'bytes',
    generateBundle(this: { emitFile(file: object): string }) {
      this.emitFile({ type: 'asset', fileName: 'stamp.bin', source: Buffer.from(`\0\xff${Date.now()}`) })
    },
  })),
  'chance time as a day': evaluateApart(() => ({
    name: 'day',
    banner: () => `/* ${new Date().toISOString().slice(0, 10)} */`,
  })),
  'chance time as a day of a country': evaluateApart(() => ({
    name: 'day',
    banner: () => `/* ${new Date().toLocaleDateString('de-DE')} */`,
  })),
  'chance randomness': evaluateApart(() => ({ name: 'chance', banner: () => `/* ${Math.random()} */` })),
  'chance randomness in part': evaluateApart(() => ({
    name: 'chance',
    banner: () => `/* ${crypto.randomUUID().slice(0, 5)} */`,
  })),
  'chance randomness in other signs': evaluateApart(() => ({
    name: 'chance',
    banner: () =>
      `/* ${String.fromCharCode(97 + (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) / 16)} */`,
  })),
  'chance randomness of one that is dear, and so on trial': evaluateApart(() => ({
    name: 'dear',
    transform(code: string): string {
      for (const start = Date.now(); Date.now() < start + 60; );
      return `${code}/* ${crypto.randomUUID().slice(0, 5)} */`
    },
  })),
  'effect process.exitCode': evaluateApart(() => ({
    name: 'fails in the end',
    generateBundle() {
      process.exitCode = process.exitCode === undefined ? 0 : undefined
    },
  })),
  'effect a timer that goes on after the build': evaluateApart(() => ({
    name: 'acts later',
    renderChunk(): null {
      setTimeout(() => {}, 300)
      return null
    },
  })),
  'effect a listener for the end of the process': evaluateApart(() => ({
    name: 'acts in the end',
    generateBundle() {
      process.once('exit', () => {})
    },
  })),
}

const shown: Readonly<Record<string, RegExp>> = {
  'hook acts after has writeBundle': /^declined: hook after writeBundle$/,
  'hook acts after has closeBundle': /^declined: hook after closeBundle$/,
}

function patternOf(what: string): RegExp {
  return shown[what] ?? new RegExp(`^declined: ${what.replace(/(?<=chance \w+) .*/, '')}$`)
}

for (const bundler of [rollup, vite]) {
  it(`on ${bundler.name} a build that does more than its outputs isn't recorded`, async () => {
    const project = createWholeProject({ 'main.js': 'export const main = 1\n' })
    for (const [what, plugin] of Object.entries(plugins)) {
      for (const time of ['first', 'second']) {
        const { told } = await buildWhole(bundler, project, {
          plugins: [plugin()],
          config: { onLog: () => {} },
        })
        expect(told, `${what}, the ${time} time`).toEqual([
          expect.stringMatching(/^missed: /),
          expect.stringMatching(patternOf(what)),
        ])
      }
    }
  })
}

it('uses of a bundler that can not be restored are not recorded', async () => {
  const project = createWholeProject({ 'main.js': 'export const main = 1\n' })
  const uses: readonly (readonly [WholeRequest, string])[] = [
    [{ config: { perf: true } }, 'the option `perf`'],
    [{ config: { cache: { modules: [] } } }, 'the cache of an earlier build'],
    [{ output: { plugins: [{ name: 'late' }] } }, 'plugins of an output'],
    [{ output: { dir: '.' } }, 'a folder for outputs that holds the project'],
  ]
  for (const [request, why] of uses) {
    const { told } = await buildWhole(rollup, project, request)
    expect(told.at(-1), why).toContain(`declined: use ${why}`)
  }
})

it('an output that can not be read keeps the build from being recorded, and the build passes', async () => {
  const project = createWholeProject({ 'main.js': 'export const main = 1\n' })
  const unreadable = evaluateApart(() => ({
    name: 'unreadable',
    generateBundle(_: object, bundle: Readonly<Record<string, object>>) {
      for (const file of Object.values(bundle)) {
        Object.defineProperty(file, 'note', {
          enumerable: true,
          get() {
            throw new Error('nothing to read')
          },
        })
      }
    },
  }))
  const { told } = await buildWhole(rollup, project, { plugins: [unreadable()] })
  expect(told).toEqual(['missed: new', 'declined: output that can not be read: Error: nothing to read'])
})

it('a file that changed while it was built keeps the build from being recorded', async () => {
  const project = createWholeProject({ 'main.js': 'export const main = 1\n' })
  const edits = {
    name: 'edits',
    generateBundle: () => fs.writeFileSync(project.path('main.js'), 'export const main = 2\n'),
  }
  const { told } = await buildWhole(rolldown, project, { plugins: [edits] })
  expect(told.at(-1)).toMatch(/^declined: /)
})

it('a damaged record is a miss, and the build is made', async () => {
  const project = createWholeProject({ 'main.js': 'export const main = 1\n' })
  const cold = await buildWhole(rollup, project, {})
  expect(cold.told).toEqual(['missed: new', 'kept'])
  const folder = project.path('node_modules/.cache/rekindle')
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (entry.isFile() && entry.name.endsWith('.pack')) {
      const bytes = fs.readFileSync(file)
      for (let at = 64; at < bytes.length; at += 16) {
        bytes[at] = 255 - (bytes[at] ?? 0)
      }
      fs.writeFileSync(file, bytes)
    }
  }
  const { told, files } = await buildWhole(rollup, project, {})
  expect(told[0]).toMatch(/^missed: (?:corrupt|new)$/)
  expect(files).toEqual(cold.files)
})

it('nothing is recorded in a cache that is only read, and what is there is restored', async () => {
  const project = createWholeProject({ 'main.js': 'export const main = 1\n' })
  expect((await buildWhole(rollup, project, {}, { readOnly: true })).told).toEqual(['missed: new'])
  await buildWhole(rollup, project, {})
  expect((await buildWhole(rollup, project, {}, { readOnly: true })).told).toEqual(['restored'])
})

it('without the option nothing is recorded or told', async () => {
  const project = createWholeProject({ 'main.js': 'export const main = 1\n' })
  for (const bundler of wholeBundlers) {
    expect((await buildWhole(bundler, project, {}, { snapshot: false })).told).toEqual([])
  }
})
