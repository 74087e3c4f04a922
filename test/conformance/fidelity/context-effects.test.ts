import { describe, expect, it } from 'vitest'
import {
  bundlers,
  expectRestored,
  expectUncached,
  rollupBundler,
} from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { createProject } from '../../kit/in-process/project.ts'

/** The members of a hook's context that these plugins use. */
interface Context {
  addWatchFile(file: string): void
  warn(log: unknown, position?: unknown): void
  info(log: unknown, position?: unknown): void
  debug(log: unknown, position?: unknown): void
  emitFile(file: object): string
  getFileName(reference: string): string
  setAssetSource(reference: string, source: string): void
  resolve(id: string, importer?: string): Promise<{ id: string } | null>
  load(module: { id: string }): Promise<{ code: string | null }>
  getModuleInfo(id: string): {
    readonly meta: Record<string, unknown>
    readonly importers: readonly string[]
  } | null
  getModuleIds(): Iterable<string>
  getWatchFiles(): string[]
  parse(code: string): { type: string }
  cache: {
    has(id: string): boolean
    get(id: string): unknown
    set(id: string, value: unknown): void
    delete(id: string): boolean
  }
  fs: { readFile(file: string, options: object): Promise<string> }
  meta: { rollupVersion: string }
  [member: string]: unknown
}

type Act = (context: Context, code: string, id: string) => unknown

/** A plugin that does something through its context while it transforms `main.js`. */
const actor = evaluateApart((calls: HookCalls, act: Act) => ({
  name: 'actor',
  async transform(this: Context, code: string, id: string) {
    if (!id.endsWith('main.js')) {
      return null
    }
    calls.push('main.js')
    const text = await act(this, code, id)
    return typeof text === 'string' ? text : { code: `${code}\nglobalThis.acted = true\n`, map: null }
  },
}))

const files = {
  'main.js': `export { greeting } from './greeting.js'\n`,
  'greeting.js': `export const greeting = 'hello'\n`,
  'other.js': `export const other = 1\n`,
  'watched.txt': 'text',
}
const rekindle = { plugins: { actor: true } }

/** What is repeated on a restore. */
const repeated: Readonly<Record<string, Act>> = {
  'a watched file': (context, _code, id) => context.addWatchFile(id.replace('main.js', 'watched.txt')),
  'a watched file that does not exist': (context, _code, id) =>
    context.addWatchFile(id.replace('main.js', 'none.txt')),
  'a warning as text': (context) => context.warn('careful'),
  'a warning as object': (context) =>
    context.warn({ message: 'careful', code: 'CAREFUL', meta: { a: [1, null] } }),
  'a warning as function': (context) => context.warn(() => 'careful'),
  'a warning as function that gives an object': (context) =>
    context.warn(() => ({ message: 'careful', code: 'CAREFUL' })),
  'a warning with an offset': (context) => context.warn('careful', 7),
  'a warning with line and column': (context) => context.warn({ message: 'careful' }, { line: 1, column: 3 }),
  'an info': (context) => context.info('by the way'),
  'an info as object': (context) => context.info({ message: 'by the way', code: 'WAY' }),
  'a debug line': (context) => context.debug('inside'),
  'several logs in order': (context) => {
    context.warn('one')
    context.info('two')
    context.warn('three')
  },
  'a parse': (context) => `globalThis.type = '${context.parse('let a').type}'; export const greeting = 1`,
  'the version in meta': (context) =>
    `globalThis.version = '${context.meta.rollupVersion}'; export const greeting = 1`,
  'a resolution': async (context, _code, id) =>
    `export const greeting = ${(await context.resolve('./greeting.js', id)) !== null}`,
  'a load': async (context, code, id) => {
    const { code: loaded } = await context.load({ id: id.replace('main.js', 'other.js') })
    return `${code}\nglobalThis.loaded = ${JSON.stringify(loaded)}\n`
  },
  'a load of what was resolved': async (context, code, id) => {
    const found = await context.resolve('./other.js', id)
    const loaded = found === null ? null : await context.load(found)
    return `${code}\nglobalThis.loaded = ${JSON.stringify(loaded?.code)}\n`
  },
  'a load within the load of another module': async (context, code, id) => {
    const [one, two] = await Promise.all([
      context.load({ id: id.replace('main.js', 'other.js') }),
      context.resolve('./greeting.js', id),
    ])
    return `${code}\nglobalThis.found = ${JSON.stringify([one.code, two !== null])}\n`
  },
  'a look at the module itself': (context, code, id) =>
    `${code}\nglobalThis.known = ${JSON.stringify(context.getModuleInfo(id)?.meta)}\n`,
}

/** What makes a result uncacheable, by the reason that is told. */
const refused: Readonly<Record<string, Act>> = {
  'this.getModuleInfo().importers': (context, code, id) =>
    `${code}\nglobalThis.importers = ${context.getModuleInfo(id)?.importers.length}\n`,
  'a change of meta of a module': (context, code, id) => {
    const info = context.getModuleInfo(id)
    if (info !== null) {
      info.meta['seen'] = true
    }
    return `${code}\nglobalThis.seen = true\n`
  },
  'a question to the bundler whose answer it does not wait for': (context, code, id) => {
    void context.load({ id: id.replace('main.js', 'other.js') })
    return `${code}\nglobalThis.asked = true\n`
  },
  'this.getFileName': (context, code) => {
    const reference = context.emitFile({ type: 'asset', fileName: 'a.txt', source: 'a' })
    return `${code}\nglobalThis.file = ${JSON.stringify(context.getFileName(reference))}\n`
  },
  'this.fs': async (context, code, id) => {
    const text = await context.fs.readFile(id.replace('main.js', 'watched.txt'), { encoding: 'utf8' })
    return `${code}\nglobalThis.text = ${JSON.stringify(text)}\n`
  },
  'this.emitFile with odd': (context) =>
    context.emitFile({ type: 'asset', fileName: 'a.txt', source: 'a', odd: true }),
  'assignment to this.Symbol(odd)': (context, code) => {
    const odd = Symbol('odd')
    const members = context as unknown as Record<symbol, unknown>
    members[odd] = 1
    return `${code}\nglobalThis.odd = ${String(members[odd])}\n`
  },
  'assignment to this.odd': (context, code) => {
    Object.defineProperty(context, 'odd', { value: 1, configurable: true })
    const before = context['odd']
    delete context['odd']
    return `${code}\nglobalThis.odd = '${String(before)} ${String(context['odd'])}'\n`
  },
  'this.constructor': (context, code) => `${code}\nglobalThis.made = '${typeof context.constructor}'\n`,
  'assignment to this.meta.odd': (context, code) => {
    const meta = context.meta as Record<string, unknown>
    meta['odd'] = 1
    return `${code}\nglobalThis.odd = ${String(meta['odd'])}\n`
  },
  'this.getModuleIds': (context, code) =>
    `${code}\nglobalThis.known = ${[...context.getModuleIds()].length > 0}\n`,
  'this.warn with a value without text form': (context) =>
    context.warn({ message: 'careful', cause: new Error('of it') }),
}

const refusedByRollup: Readonly<Record<string, Act>> = {
  // Rolldown fails the build.
  'this.load that failed': (context, _code, id) =>
    context.load({ id: id.replace('main.js', 'none.js') }).then(
      () => 'export const greeting = 0',
      () => 'export const greeting = 1',
    ),
  'this.getWatchFiles': (context, code) =>
    `${code}\nglobalThis.known = ${context.getWatchFiles().length > 0}\n`,
  // Forbidden in a `transform`; what the hook makes of that is its own affair.
  'this.setAssetSource': (context, code) => {
    try {
      context.setAssetSource('none', 'text')
    } catch (error) {
      return `${code}\nglobalThis.code = ${JSON.stringify((error as { code?: string }).code)}\n`
    }
    return code
  },
  'this.emitFile that failed': (context, code) => {
    try {
      context.emitFile({ type: 'asset', fileName: '../outside.txt', source: 'a' })
    } catch (error) {
      return `${code}\nglobalThis.code = ${JSON.stringify((error as { code?: string }).code)}\n`
    }
    return code
  },
}

const cacheActs: Readonly<Record<string, Act>> = {
  has: (context, code) => `${code}\nglobalThis.known = ${context.cache.has('a')}\n`,
  get: (context, code) => `${code}\nglobalThis.known = ${typeof context.cache.get('a')}\n`,
  set: (context, code) => {
    context.cache.set('a', 1)
    return `${code}\nglobalThis.known = true\n`
  },
  delete: (context, code) => `${code}\nglobalThis.known = ${context.cache.delete('a')}\n`,
}

describe.each(bundlers)('on $name', (bundler) => {
  const plugins = (act: Act) => (calls: HookCalls) => [actor(calls, evaluateApart(act))]

  it.each(Object.entries(repeated))('%s is repeated on a restore', async (_text, act) => {
    const project = createProject(files)
    await expectRestored(bundler, { project, plugins: plugins(act), rekindle })
  })

  it('a watched file is an input', async () => {
    const project = createProject(files)
    const scenario = {
      project,
      plugins: plugins((context, _code, id) => context.addWatchFile(id.replace('main.js', 'watched.txt'))),
      rekindle,
    }
    await expectRestored(bundler, scenario)
    project.write('watched.txt', 'another text')
    const { cold } = await expectRestored(bundler, scenario)
    expect(cold.calls).toEqual(['main.js'])
  })

  it('logs are repeated with what the bundler adds to them', async () => {
    const project = createProject(files)
    const { warm } = await expectRestored(bundler, {
      project,
      plugins: plugins((context) => context.warn('careful', 7)),
      rekindle,
    })
    expect(warm.outcome.logs).toEqual([expect.objectContaining({ level: 'warn', plugin: 'actor' })])
  })

  const refusedHere = Object.entries({ ...refused, ...(bundler === rollupBundler ? refusedByRollup : {}) })
  it.each(refusedHere)('the use of %s makes a result uncacheable', async (reason, act) => {
    const project = createProject(files)
    const reasons = await expectUncached(bundler, { project, plugins: plugins(act), rekindle })
    expect(reasons).toContain(reason)
  })

  it('a context that a plugin wraps is recorded all the same', async () => {
    const project = createProject(files)
    await expectRestored(bundler, {
      project,
      plugins: plugins((context) => {
        const wrapper = Object.create(context) as Context
        wrapper.warn('through a wrapper')
        return `export const greeting = '${'addWatchFile' in wrapper}'`
      }),
      rekindle,
    })
  })

  it('a context that a plugin copies works as without Rekindle', async () => {
    const project = createProject(files)
    await expectUncached(bundler, {
      project,
      plugins: plugins((context) => {
        const copy: Partial<Context> = { ...context }
        copy.warn?.('through a copy')
        return `export const greeting = '${typeof copy.warn} ${Object.keys(context).sort().join()}'`
      }),
      rekindle,
    })
  })
})

it.each(Object.entries(cacheActs))(
  "on Rollup `this.cache.%s` makes a result uncacheable, with the bundler's own cache as well",
  async (_text, act) => {
    const project = createProject(files)
    const reasons = await expectUncached(rollupBundler, {
      project,
      plugins: (calls) => [actor(calls, evaluateApart(act))],
      rekindle,
      config: { cache: { modules: [], plugins: {} } },
    })
    expect(reasons).toContain('this.cache')
  },
)

it.each(['this.odd', 'this.meta.odd'])(
  'on Rollup %s, which no types know, makes a result uncacheable, by its name',
  async (member) => {
    const project = createProject(files)
    const own = evaluateApart((calls: HookCalls, name: string) => {
      type Members = Context & { meta: Record<string, unknown> }
      const holderOf = (context: Members) => (name === 'this.odd' ? context : context.meta)
      return {
        name: 'actor',
        buildStart(this: Members) {
          // Contexts of a plugin's later hooks are copies of this one, with the same `meta`.
          holderOf(this)['odd'] = 1
        },
        transform(this: Members, code: string, id: string) {
          if (!id.endsWith('main.js')) {
            return null
          }
          calls.push('main.js')
          return { code: `${code}\nglobalThis.odd = ${String(holderOf(this)['odd'])}\n`, map: null }
        },
      }
    })
    const reasons = await expectUncached(rollupBundler, {
      project,
      plugins: (calls) => [own(calls, member)],
      rekindle,
    })
    expect(reasons).toContain(member)
  },
)

it('on Rollup a question with two different answers makes a result uncacheable', async () => {
  const project = createProject(files)
  const alternating = () => {
    let count = 0
    return {
      name: 'alternating',
      resolveId(source: string) {
        count += source === 'alternating' ? 1 : 0
        return source === 'alternating' ? { id: `of-${count}`, external: true } : null
      },
    }
  }
  const act: Act = async (context, code, id) => {
    const found = [await context.resolve('alternating', id), await context.resolve('alternating', id)]
    return `${code}\nglobalThis.found = ${JSON.stringify(found.map((one) => one?.id))}\n`
  }
  const reasons = await expectUncached(rollupBundler, {
    project,
    plugins: (calls) => [alternating(), actor(calls, evaluateApart(act))],
    rekindle,
  })
  expect(reasons).toContain('this.resolve with two different answers')
})

it('on Rollup the code of a module that is not there yet makes a result uncacheable', async () => {
  const project = createProject({
    'entry.js': `export * from './main.js'\nexport * from './slow.js'\n`,
    'main.js': `export const main = 1\n`,
    'slow.js': `export const slow = 1\n`,
  })
  const slow = {
    name: 'slow',
    load: (id: string) =>
      id.endsWith('slow.js')
        ? new Promise((resolve) => setTimeout(resolve, 100, 'export const slow = 1\n'))
        : null,
  }
  const act: Act = (context, code, id) => {
    const info = context.getModuleInfo(id.replace('main.js', 'slow.js')) as { code?: unknown } | null
    return `${code}\nglobalThis.known = ${JSON.stringify(info?.code)}\n`
  }
  const reasons = await expectUncached(rollupBundler, {
    project,
    input: 'entry.js',
    plugins: (calls) => [slow, actor(calls, evaluateApart(act))],
    rekindle,
  })
  expect(reasons).toContain('this.getModuleInfo().code')
})

const settledFields = ['ast', 'attributes', 'isEntry', 'isExternal', 'isIncluded', 'moduleSideEffects']

it.each([...settledFields, 'syntheticNamedExports'])(
  'on Rollup a look at `%s` of a loaded module is asked again, and the result restored',
  async (field) => {
    const project = createProject(files)
    const looking = evaluateApart((calls: HookCalls, name: string) => ({
      name: 'actor',
      async transform(this: Context, code: string, id: string) {
        if (!id.endsWith('main.js')) {
          return null
        }
        calls.push('main.js')
        const info = (await this.load({ id: id.replace('main.js', 'other.js') })) as Record<string, unknown>
        const found = JSON.stringify(info[name]) ?? 'undefined'
        return { code: `${code}\nglobalThis.found = ${found.length}\n`, map: null }
      },
    }))
    await expectRestored(rollupBundler, { project, plugins: (calls) => [looking(calls, field)], rekindle })
  },
)
