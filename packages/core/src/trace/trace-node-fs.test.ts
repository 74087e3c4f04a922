import fs from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useTestFolder } from '../key/test-folder.ts'
import { isPatchedMethod } from './patched-method.ts'
import { HookTrace, runTraced, startTracing, stopTracing } from './tracer.ts'

const folder = useTestFolder()

beforeEach(() => {
  folder.write('a.txt', 'a')
  startTracing()
})
afterEach(stopTracing)

async function traceOf(act: () => unknown): Promise<HookTrace> {
  const trace = new HookTrace()
  await runTraced(trace, async () => {
    try {
      await act()
    } catch {
      // What is absent is traced too.
    }
  })
  return trace
}

/** Names of what was seen, below the test's folder: `read a.txt`, `look b.txt`, `list .`. */
async function seenBy(act: () => unknown): Promise<string[]> {
  const trace = await traceOf(act)
  const name = (file: string): string => file.replace(folder.path, '.').replace('./', '')
  return [
    ...[...trace.files].map(([file, { isRead }]) => `${isRead ? 'read' : 'look'} ${name(file)}`),
    ...[...trace.directories.keys()].map((file) => `list ${name(file)}`),
    ...[...trace.trees.keys()].map((file) => `tree ${name(file)}`),
    ...trace.effects,
  ]
}

/** A callback form as a promise. */
function called(start: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => start(() => resolve()))
}

const file = (): string => folder.at('a.txt')
const target = (): string => folder.at('out.txt')

describe('reads', () => {
  const forms: Record<string, () => unknown> = {
    readFileSync: () => fs.readFileSync(file()),
    'readFile with a callback': () => called((done) => fs.readFile(file(), done)),
    'promises.readFile': () => fs.promises.readFile(file(), 'utf8'),
    'a promisified readFile': () => promisify(fs.readFile)(file()),
    'a file URL': () => fs.readFileSync(pathToFileURL(file())),
    'a buffer as path': () => fs.readFileSync(Buffer.from(file())),
    'openSync and readSync': () => {
      const descriptor = fs.openSync(file(), 'r')
      fs.readSync(descriptor, Buffer.alloc(1))
      fs.closeSync(descriptor)
    },
    'a descriptor given to readFileSync': () => {
      const descriptor = fs.openSync(file(), 'r')
      fs.readFileSync(descriptor)
      fs.closeSync(descriptor)
    },
    'a file handle': async () => {
      const handle = await fs.promises.open(file())
      await handle.readFile()
      await handle.close()
    },
    createReadStream: () => called((done) => fs.createReadStream(file()).on('close', done).resume()),
    'new ReadStream': () =>
      called((done) => Reflect.construct(fs.ReadStream, [file()]).on('close', done).resume()),
    openAsBlob: async () => (await fs.openAsBlob(file())).text(),
  }
  it.each(Object.keys(forms))('are seen by %s', async (form) => {
    // Streams are opened a tick later. While the runner of the tests reports, the original stands there for one.
    await vi.waitFor(() => expect(isPatchedMethod(process.nextTick)).toBe(true))
    expect(await seenBy(forms[form]!)).toEqual(['read a.txt'])
  })

  it('are seen when a JSON file is required', async () => {
    const json = folder.write('a.json', '{}')
    expect(await seenBy(() => createRequire(import.meta.url)(json))).toContain('read a.json')
  })

  it('are seen of a file that is not there', async () => {
    expect(await seenBy(() => fs.readFileSync(folder.at('none.txt')))).toEqual(['read none.txt'])
  })

  it('turn a look into a read, and stay one', async () => {
    const seen = await seenBy(() => {
      fs.existsSync(file())
      fs.readFileSync(file())
      fs.statSync(file())
    })
    expect(seen).toEqual(['read a.txt'])
  })
})

describe('looks', () => {
  const forms: Record<string, () => unknown> = {
    existsSync: () => fs.existsSync(file()),
    'exists with a callback': () => called((done) => fs.exists(file(), () => done())),
    'a promisified exists': () => promisify(fs.exists)(file()),
    statSync: () => fs.statSync(file()),
    'stat with a callback': () => called((done) => fs.stat(file(), done)),
    'promises.stat': () => fs.promises.stat(file()),
    lstatSync: () => fs.lstatSync(file()),
    accessSync: () => fs.accessSync(file()),
    'promises.access': () => fs.promises.access(file()),
    realpathSync: () => fs.realpathSync(file()),
    'realpathSync.native': () => fs.realpathSync.native(file()),
    'realpath.native': () => called((done) => fs.realpath.native(file(), () => done())),
  }
  it.each(Object.keys(forms))('are seen by %s', async (form) => {
    expect(await seenBy(forms[form]!)).toContain('look a.txt')
  })

  it('are seen of what is absent', async () => {
    expect(await seenBy(() => fs.statSync(folder.at('none'), { throwIfNoEntry: false }))).toEqual([
      'look none',
    ])
  })
})

describe('listings', () => {
  const forms: Record<string, () => unknown> = {
    readdirSync: () => fs.readdirSync(folder.path),
    'readdir with a callback': () => called((done) => fs.readdir(folder.path, done)),
    'promises.readdir': () => fs.promises.readdir(folder.path, { withFileTypes: true }),
    opendirSync: () => fs.opendirSync(folder.path).closeSync(),
    'promises.opendir': async () => {
      for await (const _entry of await fs.promises.opendir(folder.path)) {
        // Only the listing matters.
      }
    },
  }
  it.each(Object.keys(forms))('are seen by %s', async (form) => {
    expect(await seenBy(forms[form]!)).toEqual(['list .'])
  })

  it.each([
    ['readdirSync', () => fs.readdirSync(folder.path, { recursive: true })],
    ['promises.readdir', () => fs.promises.readdir(folder.path, { recursive: true })],
  ])('of whole trees are seen by %s', async (_form, act) => {
    expect(await seenBy(act)).toEqual(['tree .'])
  })
})

describe('effects', () => {
  const forms: Record<string, () => unknown> = {
    'fs.writeFile': () => fs.writeFileSync(target(), ''),
    'fs.appendFile': () => fs.promises.appendFile(target(), ''),
    'fs.createWriteStream': () => called((done) => fs.createWriteStream(target()).on('close', done).end()),
    'fs.mkdir': () => fs.promises.mkdir(folder.at('new')),
    'fs.mkdtemp': () => fs.mkdtempSync(folder.at('new-')),
    'fs.rm': () => fs.rmSync(target(), { force: true }),
    'fs.unlink': () => called((done) => fs.unlink(target(), () => done())),
    'fs.rename': () => fs.renameSync(file(), target()),
    'fs.copyFile': () => fs.copyFileSync(file(), target()),
    'fs.cp': () => fs.cpSync(file(), target()),
    'fs.symlink': () => fs.symlinkSync(file(), target()),
    'fs.utimes': () => fs.utimesSync(file(), 0, 0),
    'fs.chmod': () => fs.chmodSync(file(), 0o600),
    'fs.truncate': () => fs.truncateSync(file()),
    'fs.watch': () => fs.watch(folder.path).close(),
  }
  it.each(Object.keys(forms))('are seen: %s', async (effect) => {
    expect((await traceOf(forms[effect]!)).effects).toContain(effect)
  })

  it.each(['w', 'a', 'r+', 'wx', fs.constants.O_WRONLY | fs.constants.O_CREAT, fs.constants.O_RDWR])(
    'are what a file opened with %s may be used for',
    async (flags) => {
      const seen = await seenBy(() => fs.closeSync(fs.openSync(folder.at(`${String(flags)}.txt`), flags)))
      expect(seen).toEqual(['fs.open'])
    },
  )

  it('are not what files opened for reading are used for', async () => {
    for (const flags of ['r', 'rs', fs.constants.O_RDONLY]) {
      expect(await seenBy(() => fs.closeSync(fs.openSync(file(), flags)))).toEqual(['read a.txt'])
    }
  })
})

describe('modules that were loaded before tracing started', () => {
  const require = createRequire(import.meta.url)

  /** Loads a module past the test runner, as Node does. */
  function loadNative(file: string): Promise<Record<string, () => unknown>> {
    const loader = folder.write('load.cjs', 'exports.load = (url) => import(url)')
    const { load } = require(loader) as { load(url: string): Promise<Record<string, () => unknown>> }
    return load(pathToFileURL(file).href)
  }

  it('are seen through named ESM imports', async () => {
    const source = `
      import { readFileSync } from 'node:fs'
      import { readFile } from 'node:fs/promises'
      import fs from 'fs'
      const file = new URL('./a.txt', import.meta.url)
      export const named = () => readFileSync(file)
      export const promised = () => readFile(file)
      export const whole = () => fs.readFileSync(file)`
    stopTracing()
    const module = await loadNative(folder.write('reader.mjs', source))
    startTracing()
    for (const form of ['named', 'promised', 'whole']) {
      expect(await seenBy(module[form]!), form).toEqual(['read a.txt'])
    }
  })

  it('are seen through the objects that CommonJS modules require', async () => {
    const source = `
      const fs = require('fs')
      const promises = require('node:fs/promises')
      const file = __dirname + '/a.txt'
      exports.sync = () => fs.readFileSync(file)
      exports.promised = () => promises.readFile(file)
      exports.nested = () => fs.promises.readFile(file)`
    stopTracing()
    const module = require(folder.write('reader.cjs', source)) as Record<string, () => unknown>
    startTracing()
    for (const form of ['sync', 'promised', 'nested']) {
      expect(await seenBy(module[form]!), form).toEqual(['read a.txt'])
    }
  })
})
