import { describe, expect, it } from 'vitest'
import { bundlers, expectRestored, rollupBundler } from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { marker, markerHook, twoModules } from '../../kit/in-process/marker-plugin.ts'
import { createProject } from '../../kit/in-process/project.ts'

type Hook = ReturnType<typeof markerHook>

const instanceOfClass = evaluateApart((hook: Hook) => {
  class Marker {
    readonly name = 'marker'
    transform(code: string, id: string) {
      return hook(code, id)
    }
  }
  return new Marker()
})

const instanceOfSubclass = evaluateApart((hook: Hook) => {
  class Base {
    get name() {
      return 'marker'
    }
    get transform() {
      return { order: 'post', handler: hook }
    }
  }
  class Marker extends Base {}
  return new Marker()
})

const ownGetter = evaluateApart((hook: Hook) => ({
  name: 'marker',
  get transform() {
    return hook
  },
}))

const privateState = evaluateApart((hook: Hook) => {
  class Marker {
    readonly name = 'marker'
    readonly #hook = hook
    get transform() {
      return this.#hook
    }
  }
  return Object.freeze(new Marker())
})

/** How a config may give a plugin. */
const forms: Readonly<Record<string, (calls: HookCalls) => unknown>> = {
  'a plain object': (calls) => marker(calls),
  'a promise': (calls) => Promise.resolve(marker(calls)),
  'a promise of a nested array': (calls) => Promise.resolve([[Promise.resolve([marker(calls)])]]),
  'a nested array': (calls) => [[], [[marker(calls)]]],
  'an array with falsy places': (calls) => [false, null, undefined, marker(calls), false],
  'an array with a place that was never filled': (calls) => Object.assign([], { 1: marker(calls) }),
  'an instance with its hook on the prototype': (calls) => instanceOfClass(markerHook(calls, 'marker')),
  'an instance with an inherited getter': (calls) => instanceOfSubclass(markerHook(calls, 'marker')),
  'an object with a getter': (calls) => ownGetter(markerHook(calls, 'marker')),
  'an object without prototype': (calls) => Object.assign(Object.create(null), marker(calls)),
  'a frozen object': (calls) => Object.freeze(marker(calls)),
  'a frozen instance with private state': (calls) => privateState(markerHook(calls, 'marker')),
  'a frozen object with a frozen hook object': (calls) =>
    Object.freeze({ name: 'marker', transform: Object.freeze({ handler: markerHook(calls, 'marker') }) }),
  'an object with a frozen hook object': (calls) => ({
    name: 'marker',
    transform: Object.freeze({ order: 'pre', handler: markerHook(calls, 'marker') }),
  }),
  'a sealed object': (calls) => Object.seal(marker(calls)),
  'an object that takes no more properties': (calls) => Object.preventExtensions(marker(calls)),
  'an object with a fixed hook': (calls) =>
    Object.defineProperty({ name: 'marker' }, 'transform', {
      value: markerHook(calls, 'marker'),
      enumerable: true,
    }),
  'an object with a read-only hook': (calls) =>
    Object.defineProperty({ name: 'marker' }, 'transform', {
      value: markerHook(calls, 'marker'),
      configurable: true,
      enumerable: true,
    }),
  'a hook object with order': (calls) => ({
    name: 'marker',
    transform: { order: 'post', handler: markerHook(calls, 'marker') },
  }),
  'a hook object with a filter': (calls) => ({
    name: 'marker',
    transform: { filter: { id: /main\.js$/ }, handler: markerHook(calls, 'marker') },
  }),
  'an asynchronous hook': (calls) => {
    const hook = markerHook(calls, 'marker')
    return { name: 'marker', transform: async (code: string, id: string) => hook(code, id) }
  },
}

/** Vite copies plugins and sets properties of hook objects; without Rekindle it fails on these too. */
const formsOfRollup: ReadonlySet<string> = new Set([
  'an instance with an inherited getter',
  'a frozen instance with private state',
  'a frozen object with a frozen hook object',
  'an object with a frozen hook object',
])

describe.each(bundlers)('on $name', (bundler) => {
  const supported = Object.entries(forms).filter(
    ([form]) => bundler === rollupBundler || !formsOfRollup.has(form),
  )

  it.each(supported)('a plugin given as %s is restored', async (_form, plugin) => {
    const project = createProject(twoModules)
    const { cold } = await expectRestored(bundler, {
      project,
      plugins: (calls) => [plugin(calls)],
      rekindle: { plugins: { marker: true } },
    })
    expect(JSON.stringify(cold.outcome.files)).toContain('marks')
  })

  it.each([0, 1, 2])('Rekindle at place %i of the list reaches every plugin', async (position) => {
    const project = createProject(twoModules)
    await expectRestored(bundler, {
      project,
      plugins: (calls) => [marker(calls, 'one'), marker(calls, 'two')],
      position,
      rekindle: { plugins: { one: true, two: true } },
    })
  })

  it('of two plugins with one name each keeps its own results', async () => {
    const project = createProject(twoModules)
    const { cold } = await expectRestored(bundler, {
      project,
      plugins: (calls) =>
        ['one', 'two'].map((mark) => ({ name: 'same', transform: markerHook(calls, mark) })),
      rekindle: { plugins: { same: true } },
    })
    const code = JSON.stringify(cold.outcome.files['main.js'] ?? cold.outcome.files)
    expect(code).toContain('one')
    expect(code).toContain('two')
  })

  it('a load hook is restored, and a file that it loads is an input', async () => {
    const project = createProject({ 'main.js': `export { text } from './note.text'\n`, 'note.text': 'first' })
    const loader = evaluateApart((calls: HookCalls) => ({
      name: 'loader',
      load(id: string) {
        if (!id.endsWith('.text')) {
          return null
        }
        calls.push(id.split('/').at(-1) ?? '')
        const text = process.getBuiltinModule('node:fs').readFileSync(id, 'utf8')
        return `export const text = ${JSON.stringify(text)}`
      },
    }))
    const scenario = {
      project,
      plugins: (calls: HookCalls) => [loader(calls)],
      rekindle: { plugins: { loader: true } },
    }
    await expectRestored(bundler, scenario)
    project.write('note.text', 'second')
    const { cold } = await expectRestored(bundler, scenario)
    expect(JSON.stringify(cold.outcome.files)).toContain('second')
  })
})

// Vite defines a property of the hook object for each plugin, and fails at the second.
it('on Rollup two plugins that share one hook object are restored apart', async () => {
  const project = createProject(twoModules)
  const { cold } = await expectRestored(rollupBundler, {
    project,
    plugins: (calls) => {
      const transform = { order: 'pre', handler: markerHook(calls, 'shared') }
      return [
        { name: 'one', transform },
        { name: 'two', transform },
      ]
    },
    rekindle: { plugins: { one: true, two: true } },
  })
  expect(cold.calls).toHaveLength(4)
})
