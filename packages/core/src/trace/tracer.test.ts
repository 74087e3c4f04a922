import childProcess from 'node:child_process'
import fs from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import vm from 'node:vm'
import workerThreads from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useTestFolder } from '../key/test-folder.ts'
import { localTraces } from './local-code.ts'
import {
  beginListening,
  endListening,
  endListeningSoon,
  HookTrace,
  noteLogged,
  orphanLines,
  runBesideTracing,
  runTraced,
  startTracing,
  stopTracing,
} from './tracer.ts'

const folder = useTestFolder()
const printer: Console = globalThis.console

/** Everything that tracing puts something else in place of. */
function patchable(): unknown[] {
  return [fs, fs.promises, childProcess, workerThreads, console, process].flatMap((owner) =>
    Object.entries(Object.getOwnPropertyDescriptors(owner)).map(([name, { value }]) => [
      name,
      value as unknown,
    ]),
  )
}

function trace(act: () => unknown): HookTrace {
  const found = new HookTrace()
  runTraced(found, act)
  return found
}

afterEach(() => {
  vi.unstubAllEnvs()
  // More often than started does no harm.
  stopTracing()
  stopTracing()
})

describe('runBesideTracing', () => {
  it('runs with the functions of the runtime, and what comes after it is seen as before', () => {
    const original = fs.existsSync
    startTracing()
    const ours = fs.existsSync
    const seen = trace(() => {
      runBesideTracing(() => {
        expect(fs.existsSync).toBe(original)
        fs.readFileSync(import.meta.filename)
      })
      fs.existsSync(folder.path)
    })
    expect([...seen.files.keys()]).toEqual([folder.path])
    expect(fs.existsSync).toBe(ours)
    stopTracing()
    expect(fs.existsSync).toBe(original)
  })

  it('puts the patches back when the work throws, and leaves those alone that somebody has put on top', () => {
    const original = fs.existsSync
    startTracing()
    const ours = fs.existsSync
    const theirs = (file: fs.PathLike): boolean => ours(file)
    fs.existsSync = theirs
    try {
      const broken = new Error('broken')
      expect(() =>
        runBesideTracing(() => {
          expect(fs.existsSync).toBe(theirs)
          throw broken
        }),
      ).toThrow(broken)
      expect(fs.existsSync).toBe(theirs)
      expect(trace(() => fs.readdirSync(folder.path)).directories.size).toBe(1)
    } finally {
      fs.existsSync = ours
      stopTracing()
    }
    expect(fs.existsSync).toBe(original)
  })
})

describe('endListeningSoon', () => {
  it('takes the patches away after a while, and hears nothing until then', () => {
    vi.useFakeTimers()
    const original = fs.existsSync
    try {
      beginListening(folder.at('own'))
      endListeningSoon()
      const before = localTraces().size
      fs.existsSync(folder.path)
      expect([localTraces().size, fs.existsSync === original]).toEqual([before, false])
      vi.advanceTimersByTime(1000)
      expect(fs.existsSync).toBe(original)
    } finally {
      vi.useRealTimers()
      endListening()
    }
  })
})

describe('stopTracing', () => {
  it('leaves no patch behind', () => {
    const before = patchable()
    startTracing()
    expect(patchable()).not.toEqual(before)
    stopTracing()
    const after = patchable()
    expect(after.every((entry, index) => (entry as unknown[])[1] === (before[index] as unknown[])[1])).toBe(
      true,
    )
  })

  it('lets the patches stand until every start was stopped, and takes them away once', () => {
    const original = fs.readFileSync
    startTracing()
    startTracing()
    stopTracing()
    expect(fs.readFileSync).not.toBe(original)
    expect(trace(() => fs.existsSync(folder.path)).files.size).toBe(1)
    stopTracing()
    expect(fs.readFileSync).toBe(original)
    stopTracing()
    startTracing()
    expect(fs.readFileSync).not.toBe(original)
    stopTracing()
    expect(fs.readFileSync).toBe(original)
  })

  it('leaves a patch alone that somebody else put on top', () => {
    const original = fs.existsSync
    startTracing()
    const ours = fs.existsSync
    const theirs = (file: fs.PathLike): boolean => ours(file)
    fs.existsSync = theirs
    try {
      stopTracing()
      expect(fs.existsSync).toBe(theirs)
      expect(fs.existsSync(folder.path)).toBe(true)
      startTracing()
      expect(trace(() => fs.existsSync(folder.path)).files.size).toBe(1)
      stopTracing()
      expect(fs.existsSync).toBe(theirs)
    } finally {
      fs.existsSync = original
    }
  })

  it('leaves the names and lengths of functions as they are, also while tracing', () => {
    const before = [fs.readFileSync.name, fs.readFileSync.length, typeof fs.realpathSync.native]
    startTracing()
    expect([fs.readFileSync.name, fs.readFileSync.length, typeof fs.realpathSync.native]).toEqual(before)
  })
})

describe('attribution', () => {
  beforeEach(startTracing)

  it('follows a call across awaits and timers', async () => {
    const found = new HookTrace()
    await runTraced(found, async () => {
      await sleep(1)
      await new Promise<void>((resolve) => setImmediate(resolve))
      fs.existsSync(folder.at('late'))
    })
    expect([...found.files.keys()]).toEqual([folder.at('late')])
  })

  it('keeps calls that run at the same time apart', async () => {
    const traces = await Promise.all(
      Array.from({ length: 20 }, async (_, number) => {
        const found = new HookTrace()
        await runTraced(found, async () => {
          for (let step = 0; step < 3; step++) {
            await sleep(Math.random() * 3)
            await fs.promises.access(folder.at(`${number}-${step}`)).catch(() => {})
          }
        })
        return [...found.files.keys()]
      }),
    )
    expect(traces).toEqual(
      Array.from({ length: 20 }, (_, number) => [0, 1, 2].map((step) => folder.at(`${number}-${step}`))),
    )
  })

  it('gives an inner call what is its own', () => {
    const inner = new HookTrace()
    const outer = trace(() => {
      fs.existsSync(folder.at('outer'))
      runTraced(inner, () => fs.existsSync(folder.at('inner')))
    })
    expect([[...outer.files.keys()], [...inner.files.keys()]]).toEqual([
      [folder.at('outer')],
      [folder.at('inner')],
    ])
  })

  it('goes on with a call in which reactions of promises were run', () => {
    const found = trace(() => {
      fs.existsSync(folder.at('before'))
      const code = 'Promise.resolve().then(() => 1)'
      vm.runInContext(code, vm.createContext({}, { microtaskMode: 'afterEvaluate' }))
      fs.existsSync(folder.at('after'))
    })
    expect([...found.files.keys()]).toEqual([folder.at('before'), folder.at('after')])
  })

  it('leaves out what runs outside of any call', () => {
    fs.existsSync(folder.at('outside'))
    const found = trace(() => undefined)
    expect(found.files.size).toBe(0)
  })

  it('gives back what the call returned or threw', () => {
    const failure = new Error('no')
    expect(runTraced(new HookTrace(), () => 7)).toBe(7)
    expect(() =>
      runTraced(new HookTrace(), () => {
        throw failure
      }),
    ).toThrow(failure)
  })
})

describe('the environment', () => {
  beforeEach(() => {
    vi.stubEnv('REKINDLE_ONE', '1')
    startTracing()
  })

  it('is traced by name, also where a variable is not set', () => {
    const found = trace(() => {
      void process.env.REKINDLE_ONE
      void ('REKINDLE_TWO' in process.env)
      const { REKINDLE_THREE } = process.env
      return REKINDLE_THREE
    })
    expect([...found.env]).toEqual(['REKINDLE_ONE', 'REKINDLE_TWO', 'REKINDLE_THREE'])
  })

  it('is traced whole where it is copied', () => {
    expect(trace(() => ({ ...process.env })).env).toContain('REKINDLE_ONE')
  })

  it('is traced by the name that `Object.hasOwn` asks for', () => {
    const isThere = (name: string): boolean => Object.hasOwn(process.env, name)
    expect([...trace(() => isThere('REKINDLE_ONE') || isThere('REKINDLE_TWO')).env]).toEqual(['REKINDLE_ONE'])
    expect([...trace(() => isThere('REKINDLE_TWO') || isThere('REKINDLE_ONE')).env]).toHaveLength(2)
  })

  it('is traced by which names there are where they are listed', () => {
    expect([...trace(() => Object.keys(process.env)).env]).toEqual(['*'])
  })

  it('works as ever', () => {
    process.env.REKINDLE_TWO = '2'
    expect(process.env.REKINDLE_TWO).toBe('2')
    expect(Object.keys(process.env)).toContain('REKINDLE_TWO')
    delete process.env.REKINDLE_TWO
    expect(process.env.REKINDLE_TWO).toBeUndefined()
    expect(() => Object.defineProperty(process.env, 'REKINDLE_TWO', { get: () => '' })).toThrow()
  })

  it('tells of changes, but not of assignments that change nothing', () => {
    expect(trace(() => (process.env.REKINDLE_ONE = '1')).effects).toEqual(new Set())
    expect(trace(() => delete process.env.REKINDLE_NONE).effects).toEqual(new Set())
    expect(trace(() => (process.env.REKINDLE_ONE = '2')).effects).toEqual(new Set(['process.env assignment']))
    expect(trace(() => delete process.env.REKINDLE_ONE).effects).toEqual(new Set(['process.env assignment']))
  })
})

describe('printed lines', () => {
  beforeEach(() => {
    for (const method of ['log', 'warn', 'error'] as const) {
      vi.spyOn(console, method).mockImplementation(() => {})
    }
    startTracing()
  })
  afterEach(() => {
    stopTracing()
    vi.restoreAllMocks()
  })

  it('are kept with channel, method and arguments, in order', () => {
    const found = trace(() => {
      printer.warn('careful', { a: [1] })
      noteLogged({}, 'info', ['from the logger'], () => printer.info('from the logger'))
      printer.log('%s', 'x')
    })
    expect(found.printed).toEqual([
      { channel: 'console', method: 'warn', args: ['careful', { a: [1] }] },
      { channel: 'logger', method: 'info', args: ['from the logger'] },
      { channel: 'console', method: 'log', args: ['%s', 'x'] },
    ])
  })

  it('are kept as they were when they were printed', () => {
    const state = { step: 1 }
    const found = trace(() => {
      printer.log(state)
      state.step = 2
    })
    expect(found.printed[0]?.args).toEqual([{ step: 1 }])
  })

  it('with live objects in them are effects', () => {
    const found = trace(() => printer.error(new Error('live')))
    expect([found.printed, [...found.effects]]).toEqual([[], ['console.error']])
  })

  it('that belong to no call are counted, but not those of loggers of other builds', () => {
    const [own, other] = [{}, {}]
    const before = orphanLines(own)
    printer.warn('by nobody')
    noteLogged(own, 'info', ['of this build'], () => printer.info('of this build'))
    noteLogged(other, 'info', ['of another build'], () => printer.info('of another build'))
    trace(() => noteLogged(own, 'info', ['of a call'], () => {}))
    expect(orphanLines(own)).toBe(before + 2)
  })
})

describe('processes and threads', () => {
  beforeEach(startTracing)
  const script = 'process.exitCode = 0'

  it.each([
    ['execFileSync', () => childProcess.execFileSync(process.execPath, ['-e', script])],
    ['spawnSync', () => childProcess.spawnSync(process.execPath, ['-e', script])],
    ['spawn', () => childProcess.spawn(process.execPath, ['-e', script])],
    ['exec', () => childProcess.exec('exit 0')],
  ])('are effects: %s, and the environment given to them is no input', (method, act) => {
    const found = trace(act)
    expect(found.effects).toContain(`child_process.${method}`)
    expect(found.env.size).toBe(0)
  })

  it('are effects: Worker, which stays a class', async () => {
    const { Worker } = workerThreads
    let exited: Promise<unknown> = Promise.resolve()
    const found = trace(() => {
      const worker = new Worker(script, { eval: true })
      expect(worker).toBeInstanceOf(Worker)
      class Special extends Worker {}
      const special = new Special(script, { eval: true })
      expect(special).toBeInstanceOf(Special)
      exited = Promise.all(
        [worker, special].map((each) => new Promise((resolve) => each.on('exit', resolve))),
      )
    })
    await exited
    expect([...found.effects]).toEqual(['worker_threads.Worker'])
    expect(found.env.size).toBe(0)
  })
})
