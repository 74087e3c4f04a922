import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { expectRestored, rollupAndVite } from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'

/** Writes what a module of the project found in `folder` into `main.js`. */
const reader = evaluateApart((calls: HookCalls, read: (folder: string) => unknown, folder: string) => ({
  name: 'reader',
  async transform(code: string, id: string) {
    if (!id.endsWith('main.js')) {
      return null
    }
    calls.push('main.js')
    return { code: `${code}\nglobalThis.found = ${JSON.stringify(await read(folder))}\n`, map: null }
  },
}))

type Change = (project: Project) => void

const editFile: Change = (project) => project.write('data/a.txt', 'second')
const addFile: Change = (project) => project.write('data/b.txt', 'b')

/**
 * CommonJS modules that read, loaded before the build begins; hostile/undeclared-inputs.test.ts and
 * hostile/captured-functions.test.ts have the plainer ones.
 */
const ways: Readonly<Record<string, readonly [source: string, change: Change]>> = {
  'parts of a descriptor': [
    `const descriptor = fs.openSync(folder + '/a.txt')
     const bytes = Buffer.alloc(100)
     let length = 0
     for (let got; (got = fs.readSync(descriptor, bytes, length, 2, length)) > 0; ) length += got
     fs.closeSync(descriptor)
     return bytes.toString('utf8', 0, length)`,
    editFile,
  ],
  'a descriptor with callbacks': [
    `return new Promise((resolve) => fs.open(folder + '/a.txt', (error, descriptor) =>
       fs.read(descriptor, (error, length, bytes) =>
         fs.close(descriptor, () => resolve(bytes.toString('utf8', 0, length))))))`,
    editFile,
  ],
  readvSync: [
    `const descriptor = fs.openSync(folder + '/a.txt')
     const parts = [Buffer.alloc(3), Buffer.alloc(3)]
     fs.readvSync(descriptor, parts)
     fs.closeSync(descriptor)
     return String(Buffer.concat(parts))`,
    editFile,
  ],
  'readv with a callback': [
    `const descriptor = fs.openSync(folder + '/a.txt')
     const parts = [Buffer.alloc(6)]
     return new Promise((resolve) => fs.readv(descriptor, parts, 0, () => {
       fs.closeSync(descriptor)
       resolve(String(parts[0]))
     }))`,
    editFile,
  ],
  'read of a handle': [
    `const handle = await promises.open(folder + '/a.txt')
     const { buffer, bytesRead } = await handle.read()
     await handle.close()
     return buffer.toString('utf8', 0, bytesRead)`,
    editFile,
  ],
  'readv of a handle': [
    `const handle = await promises.open(folder + '/a.txt')
     const parts = [Buffer.alloc(6)]
     await handle.readv(parts)
     await handle.close()
     return String(parts[0])`,
    editFile,
  ],
  'lines of a handle': [
    `const lines = []
     const handle = await promises.open(folder + '/a.txt')
     for await (const line of handle.readLines()) lines.push(line)
     return lines`,
    editFile,
  ],
  'a stream of a handle': [
    `const handle = await promises.open(folder + '/a.txt')
     let text = ''
     for await (const part of handle.createReadStream()) text += part
     return text`,
    editFile,
  ],
  'a stream of the web of a handle': [
    `const handle = await promises.open(folder + '/a.txt')
     let text = ''
     for await (const part of handle.readableWebStream()) text += Buffer.from(part)
     await handle.close()
     return text`,
    editFile,
  ],
  'the events of a stream': [
    `return new Promise((resolve) => {
       let text = ''
       fs.createReadStream(folder + '/a.txt').on('data', (part) => { text += part }).on('end', () => resolve(text))
     })`,
    editFile,
  ],
  "the 'data' event of a stream of another file": [
    `return new Promise((resolve) =>
       fs.createReadStream(folder + '/other.txt').on('data', () => resolve(fs.readFileSync(folder + '/a.txt', 'utf8'))))`,
    editFile,
  ],
  'a pipeline': [
    `const { Writable } = require('node:stream')
     let text = ''
     const target = new Writable({ write(part, encoding, done) { text += part; done() } })
     await require('node:stream/promises').pipeline(fs.createReadStream(folder + '/a.txt'), target)
     return text`,
    editFile,
  ],
  'an emitter that the hook emits on': [
    `const { EventEmitter } = require('node:events')
     const emitter = new EventEmitter()
     return new Promise((resolve) => {
       emitter.on('go', () => resolve(fs.readFileSync(folder + '/a.txt', 'utf8')))
       setTimeout(() => emitter.emit('go'), 1)
     })`,
    editFile,
  ],
  'an emitter with handlers from before the build': [
    `return new Promise((resolve) => emitter.emit('go', folder, resolve))`,
    editFile,
  ],
  'what follows a promise from before the build': [
    `await ready
     return fs.readFileSync(folder + '/a.txt', 'utf8')`,
    editFile,
  ],
  'what follows an event that is awaited': [
    `setTimeout(() => emitter.emit('later'), 1)
     await require('node:events').once(emitter, 'later')
     return fs.readFileSync(folder + '/a.txt', 'utf8')`,
    editFile,
  ],
  'a task, a tick and an immediate': [
    `return new Promise((resolve) => setImmediate(() => process.nextTick(() => queueMicrotask(() =>
       resolve(fs.readFileSync(folder + '/a.txt', 'utf8'))))))`,
    editFile,
  ],
  'an asynchronous generator after a timer': [
    `const timers = require('node:timers/promises')
     async function* parts() {
       await timers.setTimeout(1)
       yield fs.readFileSync(folder + '/a.txt', 'utf8')
     }
     let text = ''
     for await (const part of parts()) text += part
     return text`,
    editFile,
  ],
  'a thenable': [
    `return await { then: (resolve) => resolve(fs.readFileSync(folder + '/a.txt', 'utf8')) }`,
    editFile,
  ],
  'a list of a folder, entry by entry, at once': [
    `const directory = fs.opendirSync(folder)
     const names = []
     for (let entry; (entry = directory.readSync()) !== null; ) names.push(entry.name)
     directory.closeSync()
     return names.sort()`,
    addFile,
  ],
  'a list of a folder with types': [
    `return (await promises.readdir(folder, { withFileTypes: true })).map((entry) => entry.name + entry.isFile()).sort()`,
    addFile,
  ],
  'readdirSync, taken early': [`return early.readdirSync(folder).sort()`, addFile],
  'readdir of promises, taken early': [`return (await early.readdir(folder)).sort()`, addFile],
  'existsSync, taken early': [`return early.existsSync(folder + '/b.txt')`, addFile],
  'statSync, taken early': [
    `return early.statSync(folder + '/b.txt', { throwIfNoEntry: false }) === undefined`,
    addFile,
  ],
  'access of promises, taken early': [
    `return early.access(folder + '/b.txt').then(() => 'there', () => 'gone')`,
    addFile,
  ],
  'createReadStream, taken early': [
    `let text = ''
     for await (const part of early.createReadStream(folder + '/a.txt')) text += part
     return text`,
    editFile,
  ],
  'open of promises, taken early': [
    `const handle = await early.open(folder + '/a.txt')
     const text = await handle.readFile('utf8')
     await handle.close()
     return text`,
    editFile,
  ],
  'openSync and readSync, taken early': [
    `const descriptor = early.openSync(folder + '/a.txt')
     const bytes = Buffer.alloc(100)
     const length = early.readSync(descriptor, bytes)
     early.closeSync(descriptor)
     return bytes.toString('utf8', 0, length)`,
    editFile,
  ],
  'a required JSON file': [
    `delete require.cache[folder + '/a.json']
     return require(folder + '/a.json')`,
    (project) => project.write('data/a.json', '{ "a": 2 }'),
  ],
  'a blob': [`return (await fs.openAsBlob(folder + '/a.txt')).text()`, editFile],
}

const files = {
  'main.js': 'export const a = 1\n',
  'data/a.txt': 'first!',
  'data/a.json': '{ "a": 1 }',
  'data/other.txt': 'other',
}

const moduleWith = (body: string): string => `
const fs = require('node:fs')
const promises = require('node:fs/promises')
const early = { ...fs, readdir: promises.readdir, access: promises.access, open: promises.open }
const emitter = new (require('node:events').EventEmitter)()
emitter.on('go', (folder, resolve) => resolve(fs.readFileSync(folder + '/a.txt', 'utf8')))
const ready = Promise.resolve()
module.exports = async (folder) => {
  ${body}
}`

/** The tracer is the same everywhere; hooks are called from native code, or not. */
const waysOnVite = [
  'readv with a callback',
  'lines of a handle',
  'the events of a stream',
  'an emitter with handlers from before the build',
  'what follows a promise from before the build',
  'an asynchronous generator after a timer',
  'openSync and readSync, taken early',
]

describe.each(rollupAndVite)('on $name', (bundler) => {
  const scenarioOf = (source: string) => {
    const project = createProject({ ...files, 'read.cjs': moduleWith(source) })
    return {
      project,
      plugins: (calls: HookCalls) => {
        const read = createRequire(project.path('x.cjs'))('./read.cjs') as (folder: string) => unknown
        return [reader(calls, read, project.path('data'))]
      },
      rekindle: { plugins: { reader: true } },
    }
  }

  const chosen = Object.entries(ways).filter(([way]) => bundler.name === 'Rollup' || waysOnVite.includes(way))

  it.each(chosen)('a plugin that reads by %s follows it', async (_way, [source, change]) => {
    const scenario = scenarioOf(source)
    const { cold } = await expectRestored(bundler, scenario)
    change(scenario.project)
    const { cold: changed } = await expectRestored(bundler, scenario)
    expect(changed.calls).toEqual(['main.js'])
    expect(changed.outcome.files).not.toEqual(cold.outcome.files)
  })
})
