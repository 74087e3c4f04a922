import { describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  type Bundler,
  buildAsClean,
  buildTwice,
  bundlers,
  expectRestored,
  reasonsOf,
  type Scenario,
} from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'
import { recordsWholeBuilds } from '../../kit/snapshot/records-whole-builds.ts'

type Log = (log: unknown, position?: unknown) => void
interface Context {
  readonly warn: Log
  readonly info: Log
  readonly debug: Log
}

type Speak = (context: Context, told: string[]) => void

/** Speaks in one of its hooks about `main.js`. What its log functions were asked is added to the calls. */
const speaker = evaluateApart((calls: HookCalls, hook: 'load' | 'transform', speak: Speak) => {
  const act = (context: Context, code: string, id: string) => {
    if (!id.endsWith('main.js')) {
      return null
    }
    calls.push('main.js')
    speak(context, calls)
    return { code: `${code}\nglobalThis.spoken = true\n`, map: null }
  }
  return hook === 'transform'
    ? {
        name: 'speaker',
        transform(this: Context, code: string, id: string) {
          return act(this, code, id)
        },
      }
    : {
        name: 'speaker',
        load(this: Context, id: string) {
          const own = id.endsWith('main.js')
            ? process.getBuiltinModule('node:fs').readFileSync(id, 'utf8')
            : ''
          return act(this, own, id)
        },
      }
})

const files = { 'main.js': `export const a = 1\nexport const b = 2\n` }
const hooks = ['load', 'transform'] as const
const levels = ['debug', 'info', 'warn', 'silent'] as const

function scenarioOf(bundler: Bundler, project: Project, hook: (typeof hooks)[number], speak: Speak) {
  return (level: (typeof levels)[number]): Scenario => ({
    project,
    plugins: (calls) => [speaker(calls, hook, evaluateApart(speak))],
    rekindle: { plugins: { speaker: true } },
    config:
      bundler.name === 'Vite' ? { build: { rolldownOptions: { logLevel: level } } } : { logLevel: level },
  })
}

function plainLogs(logs: readonly unknown[]): readonly unknown[] {
  return logs.filter((log) => (log as { plugin?: unknown }).plugin === 'speaker')
}

describe.each(bundlers)('on $name', (bundler) => {
  it.each(hooks)(
    'logs of `%s` are repeated as the level allows, whichever it was when they were recorded',
    async (hook) => {
      const project = createProject(files)
      const scenario = scenarioOf(bundler, project, hook, (context) => {
        context.warn('one')
        context.info({ message: 'two', code: 'TWO' })
        context.debug('three')
      })
      await expectRestored(bundler, scenario('silent'))
      const counts: number[] = []
      for (const level of levels) {
        const { calls, outcome } = await buildAsClean(bundler, scenario(level))
        expect(calls, level).toEqual([])
        counts.push(plainLogs(outcome.logs).length)
      }
      expect(counts).toEqual([3, 2, 1, 0])
    },
  )

  it.each(hooks)(
    'a function that gives a log is called in `%s` where it would be without Rekindle',
    async (hook) => {
      const project = createProject(files)
      const scenario = scenarioOf(bundler, project, hook, (context, told) => {
        context.debug(() => {
          told.push('asked')
          return { message: 'why', code: 'WHY' }
        })
      })
      for (const level of ['info', 'debug', 'info', 'silent', 'debug'] as const) {
        const step = await buildAsClean(bundler, scenario(level))
        expect(step.calls.length === 0 ? step.cleanCalls : step.calls, level).toEqual(step.cleanCalls)
        expect((await buildAsClean(bundler, scenario(level))).calls, `again with ${level}`).toEqual([])
      }
    },
  )

  it.each(hooks)(
    'positions are repeated in `%s`: a number, a line and column, the first of all',
    async (hook) => {
      const project = createProject(files)
      const speak: Speak = (context) => {
        context.warn('at a number', 25)
        context.info({ message: 'at a line' }, { line: 2, column: 3 })
        context.debug(() => 'by a function', 3)
        context.warn('at the start', 0)
        context.warn('at null', null)
      }
      const { warm } = await expectRestored(bundler, scenarioOf(bundler, project, hook, speak)('debug'))
      expect(plainLogs(warm.outcome.logs)).toHaveLength(5)
      if (hook === 'transform') {
        expect(warm.outcome.logs).toContainEqual(
          expect.objectContaining({ loc: expect.objectContaining({ line: 2 }) }),
        )
      }
    },
  )

  it('a log that is one object each time is told as without Rekindle, whatever the bundler has added to it', async () => {
    const project = createProject(files)
    const speak: Speak = (context) => {
      const log = { message: 'again', code: 'AGAIN' }
      context.warn(log)
      context.warn(log, 3)
    }
    const { warm } = await buildTwice(bundler, scenarioOf(bundler, project, 'transform', speak)('info'))
    expect(plainLogs(warm.outcome.logs)).toHaveLength(2)
  })

  it('logs of calls that run at once stay with their modules, in the order of each call', async () => {
    const names = ['a', 'b', 'c', 'd']
    const project = createProject({
      'main.js': names.map((name) => `export * from './${name}.js'\n`).join(''),
      ...Object.fromEntries(names.map((name) => [`${name}.js`, `export const ${name} = 1\n`])),
    })
    const slow = evaluateApart((calls: HookCalls) => ({
      name: 'speaker',
      async transform(this: Context, code: string, id: string) {
        const name = /([a-d])\.js$/.exec(id)?.[1]
        if (name === undefined) {
          return null
        }
        calls.push(name)
        this.warn(`${name} begins`)
        // The later a module starts, the sooner it ends.
        await new Promise((resolve) => setTimeout(resolve, 8 * (101 - name.charCodeAt(0))))
        this.warn(`${name} ends`)
        return { code: `${code}\n`, map: null }
      },
    }))
    const called: HookCalls = []
    const build = async (level: string) => {
      const { outcome, calls } = await bundler
        .build(project, {
          plugins: [slow(called)],
          rekindle: level === 'without' ? null : { plugins: { speaker: true } },
        })
        .then(({ outcome }) => ({ outcome, calls: called.splice(0) }))
      const messages = plainLogs(outcome.logs).map((log) => (log as { message: string }).message)
      return { calls, of: names.map((name) => messages.filter((message) => message.includes(`${name} `))) }
    }
    const clean = await build('without')
    const cold = await build('cold')
    const warm = await build('warm')
    expect([cold.of, warm.of]).toEqual([clean.of, clean.of])
    expect([cold.calls.length, warm.calls.length]).toEqual([4, 0])
  })

  it('logs without waiting come in the order of the modules, when some of them are restored', async () => {
    // One imports the next: of several at once the bundler goes on with whichever is read first.
    const project = createProject({
      'main.js': `export * from './a.js'\n`,
      'a.js': `export * from './b.js'\nexport const a = 1\n`,
      'b.js': `export const b = 1\n`,
    })
    const plain = evaluateApart((calls: HookCalls) => ({
      name: 'speaker',
      transform(this: Context, code: string, id: string) {
        if (id.startsWith('\0')) {
          return null
        }
        calls.push(id.split('/').at(-1) ?? '')
        this.warn(`about ${id.split('/').at(-1)}`)
        return { code: `${code}\n`, map: null }
      },
    }))
    const scenario = {
      project,
      plugins: (calls: HookCalls) => [plain(calls)],
      rekindle: { plugins: { speaker: true } },
    }
    await expectRestored(bundler, scenario)
    project.write('a.js', `export * from './b.js'\nexport const a = 2\n`)
    expect((await buildAsClean(bundler, scenario)).calls).toEqual(['a.js'])
  })

  // It counts the lines of all builds.
  it.skipIf(recordsWholeBuilds)(
    'what a hook writes to the streams of the process is written again',
    async () => {
      const project = createProject(files)
      const written: unknown[] = []
      for (const stream of ['stdout', 'stderr'] as const) {
        const spy = vi
          .spyOn(process[stream], 'write')
          .mockImplementation((text) => written.push([stream, text]) > 0)
        onTestFinished(() => spy.mockRestore())
      }
      const speak: Speak = () => {
        process.stdout.write('out\n')
        process.stderr.write('err\n')
      }
      await expectRestored(bundler, scenarioOf(bundler, project, 'transform', speak)('info'))
      const own = written.filter((line) => /"(out|err)\\n"/.test(JSON.stringify(line)))
      // The clean and the cold build, then the clean and the warm one.
      expect(own).toEqual(
        [1, 2, 3, 4].flatMap(() => [
          ['stdout', 'out\n'],
          ['stderr', 'err\n'],
        ]),
      )
    },
  )

  it('an error as a log makes a result uncacheable', async () => {
    const project = createProject(files)
    const speak: Speak = (context) => context.warn(Object.assign(new Error('careful'), { stack: '' }))
    const { cold } = await buildTwice(bundler, scenarioOf(bundler, project, 'transform', speak)('info'))
    expect(reasonsOf(cold.events)).toContain('this.warn with a value without text form')
  })
})
