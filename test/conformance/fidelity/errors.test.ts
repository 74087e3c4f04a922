import { describe, expect, it, vi } from 'vitest'
import { type Bundler, bundlers } from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'

interface Context {
  error(error: unknown, position?: unknown): never
}

type Fail = (context: Context, code: string) => unknown

const failing = evaluateApart((calls: HookCalls, fail: Fail) => ({
  name: 'failing',
  transform(this: Context, code: string, id: string) {
    if (!id.endsWith('main.js')) {
      return null
    }
    calls.push('main.js')
    return code.includes('good') ? { code, map: null } : fail(this, code)
  },
}))

const failures: Readonly<Record<string, Fail>> = {
  'this.error with text': (context) => context.error('broken'),
  'this.error with an object and a position': (context) =>
    context.error({ message: 'broken', code: 'BROKEN', hint: 'mend it' }, 3),
  'a thrown Error': () => {
    throw new TypeError('broken')
  },
  'a thrown Error with its own fields': () => {
    throw Object.assign(new Error('broken'), { loc: { line: 1, column: 2 }, frame: 'here', custom: true })
  },
  'a rejected promise': async () => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    throw new Error('broken later')
  },
  'this.error with a line and column': (context) => context.error('broken', { line: 1, column: 7 }),
  'this.error with an Error': (context) =>
    context.error(Object.assign(new RangeError('broken'), { code: 'PLUGIN_OWN', pluginCode: 'OWN' })),
  'this.error that a promise was waited for before': async (context) => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    return context.error({ message: 'broken', id: 'elsewhere.js' })
  },
  'a thrown text': () => {
    // biome-ignore lint/style/useThrowOnlyError: plugins do
    throw 'broken'
  },
  'a thrown object': () => {
    // biome-ignore lint/style/useThrowOnlyError: plugins do
    throw { message: 'broken', code: 'OBJECT' }
  },
  'a rejection with a text': () => Promise.reject('broken'),
  'a thenable that fails': () => ({
    // biome-ignore lint/suspicious/noThenProperty: a thenable that is no promise
    then(_resolve: unknown, reject: (error: unknown) => void) {
      reject(new Error('broken'))
    },
  }),
  'a rejected thenable': () => Promise.reject(Object.assign(new Error('broken'), { code: 'X' })),
}

/** Some bundlers reject these, others look away. */
const wrongResults: Readonly<Record<string, Fail>> = {
  'a number': () => 42,
  'a code that is a number': () => ({ code: 42 }),
  'a list': () => ['code'],
  true: () => true,
}

/** A stack's first line says of which class the error is; the others name lines of Rekindle's own. */
function firstLine(stack: string | undefined): string | undefined {
  return stack?.split('\n')[0]
}

/** What the bundler throws, as data. Stacks and causes name lines of Rekindle's own. */
async function errorOf(
  bundler: Bundler,
  project: Project,
  fail: Fail,
  hasRekindle: boolean,
  calls: HookCalls,
) {
  vi.resetModules()
  const plugins = [failing(calls, evaluateApart(fail))]
  try {
    await bundler.build(project, { plugins, rekindle: hasRekindle ? { plugins: { failing: true } } : null })
  } catch (error) {
    const { name, message, errors, stack, ...others } = error as Error & { errors?: (Error & object)[] }
    const withoutStack = (text: string) => text.replace(/\n\s+at .*/g, '')
    const inner = (errors ?? []).map(({ message: text, ...fields }) => ({
      text: withoutStack(text),
      ...fields,
      stack: '',
    }))
    return {
      name,
      message: withoutStack(message),
      ...others,
      stack: firstLine(stack),
      watchFiles: [],
      inner,
    }
  }
  return 'no error'
}

describe.each(bundlers)('on $name', (bundler) => {
  it.each(Object.entries(failures))(
    '%s reaches the bundler each time, and nothing is stored',
    async (_text, fail) => {
      const project = createProject({ 'main.js': `export const a = 'bad'\n` })
      const clean = await errorOf(bundler, project, fail, false, [])
      expect(clean).not.toBe('no error')
      for (const _build of ['cold', 'warm']) {
        const calls: HookCalls = []
        expect(await errorOf(bundler, project, fail, true, calls)).toEqual(clean)
        expect(calls).toEqual(['main.js'])
      }
      project.write('main.js', `export const a = 'good'\n`)
      expect(await errorOf(bundler, project, fail, true, [])).toBe('no error')
    },
  )

  it.each(Object.entries(wrongResults))(
    '%s as a result is met by the bundler each time',
    async (_text, give) => {
      const project = createProject({ 'main.js': `export const a = 'bad'\n` })
      const clean = await errorOf(bundler, project, give, false, [])
      for (const _build of ['cold', 'warm']) {
        const calls: HookCalls = []
        expect(await errorOf(bundler, project, give, true, calls)).toEqual(clean)
        expect(calls).toEqual(['main.js'])
      }
    },
  )
})
