import { type OutputOptions, type Plugin, rolldown } from 'rolldown'
import { defineParallelPlugin } from 'rolldown/experimental'
import { replacePlugin } from 'rolldown/plugins'
import { expect, it, vi } from 'vitest'
import { expectRestored, rolldownBundler } from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { marker, markerHook, twoModules } from '../../kit/in-process/marker-plugin.ts'
import { placeRekindle } from '../../kit/in-process/place-rekindle.ts'
import { createProject } from '../../kit/in-process/project.ts'

const rekindle = { plugins: { marker: true } }

it('a call that a filter leaves out does not reach JavaScript, cold or warm', async () => {
  const project = createProject(twoModules)
  const { cold, warm } = await expectRestored(rolldownBundler, {
    project,
    plugins: (calls) => [
      { name: 'marker', transform: { filter: { id: /main\.js$/ }, handler: markerHook(calls, 'marker') } },
    ],
    rekindle,
  })
  expect(cold.calls).toEqual(['marker main.js'])
  for (const [{ events }, outcomes] of [
    [cold, ['miss', 'stored']],
    [warm, ['hit']],
  ] as const) {
    const ofPlugin = events.filter((event) => 'id' in event)
    expect(ofPlugin.map(({ kind }) => kind)).toEqual(outcomes)
  }
})

it("the bundler's native plugins and plugins in threads work as before beside restored ones", async () => {
  const project = createProject({
    ...twoModules,
    'parallel.mjs': `import { defineParallelPluginImplementation } from 'rolldown/parallel-plugin'
export default defineParallelPluginImplementation(() => ({ name: 'parallel' }))\n`,
  })
  const parallel = defineParallelPlugin(project.path('parallel.mjs'))
  const { warm } = await expectRestored(rolldownBundler, {
    project,
    plugins: (calls) => [replacePlugin({ hello: 'bye' }), marker(calls)],
    rekindle,
  })
  expect(warm.outcome.files['main.js']).toContain('bye')
  const given = parallel(null as never) as unknown as object
  const before = Object.getOwnPropertyDescriptors(given)
  const { default: factory } = await import('unplugin-rekindle/rolldown')
  const bundle = await rolldown({ input: 'main.js', plugins: [given as Plugin, factory(rekindle)] })
  expect(Object.getOwnPropertyDescriptors(given)).toEqual(before)
  await bundle.close()
})

const outputs: readonly OutputOptions[] = [
  { format: 'esm', sourcemap: true },
  { format: 'cjs', sourcemap: true },
]

/** Builds the outputs one after the other, or all at once. */
async function generateAll(plugins: readonly unknown[], isAtOnce: boolean) {
  const bundle = await rolldown({ input: 'main.js', plugins: plugins as Plugin[] })
  const generated = []
  if (isAtOnce) {
    await bundle.close()
    const bundles = await Promise.all(
      outputs.map(() => rolldown({ input: 'main.js', plugins: plugins as Plugin[] })),
    )
    generated.push(...(await Promise.all(bundles.map((each, index) => each.generate(outputs[index])))))
    await Promise.all(bundles.map((each) => each.close()))
  } else {
    for (const output of outputs) {
      generated.push(await bundle.generate(output))
    }
    await bundle.close()
  }
  return generated.map(({ output: [chunk] }) => ({ code: chunk.code, map: String(chunk.map) }))
}

it.each([
  ['one after the other', false],
  ['at once', true],
])(
  'several outputs, %s, come out as without the cache, the warm ones without a call',
  async (_text, isAtOnce) => {
    const project = createProject(twoModules)
    const clean = await generateAll([marker([])], isAtOnce)
    expect(clean[0]?.code).toContain('hello')
    expect(clean[0]).not.toEqual(clean[1])
    const calls: HookCalls = []
    // The second output builds the modules again, out of the cache; two at once may both be first.
    const coldCalls = isAtOnce ? [2, 3, 4] : [2]
    for (const expected of [coldCalls, [0]]) {
      vi.resetModules()
      calls.splice(0)
      const { default: factory } = await import('unplugin-rekindle/rolldown')
      const placed = placeRekindle(project.root, factory, rekindle, [])
      expect(await generateAll([marker(calls), placed], isAtOnce)).toEqual(clean)
      expect(expected).toContain(calls.length)
    }
  },
)

interface Edit {
  prepend(text: string): unknown
  replace(from: string, to: string): unknown
  append(text: string): unknown
}
type Change = (edit: Edit) => void

const editor = evaluateApart((calls: HookCalls, name: string, change: Change, map: 'own' | null) => ({
  name,
  transform(_code: string, id: string, meta: { magicString: Edit }) {
    if (id.startsWith('\0')) {
      return null
    }
    calls.push(`${name} ${id.split('/').at(-1)}`)
    change(meta.magicString)
    return { code: meta.magicString, ...(map === 'own' ? {} : { map }) }
  },
}))

const changes: Readonly<Record<string, Change>> = {
  'edits in many places': (edit) => {
    edit.prepend('globalThis.before = "é 𝒳"\n')
    edit.replace('export ', 'export /* more */ ')
    edit.append('\nglobalThis.after = 1')
  },
  'no edit': () => undefined,
}

it.each(
  Object.entries(changes).flatMap(([text, change]) =>
    [true, false].map((isNative) => ({ text, change, isNative })),
  ),
)(
  'native magic strings with $text are restored with their maps, byte for byte (in a thread: $isNative)',
  async ({ change, isNative }) => {
    const project = createProject(twoModules)
    const { warm } = await expectRestored(rolldownBundler, {
      project,
      plugins: (calls) => [
        editor(calls, 'one', evaluateApart(change), 'own'),
        editor(calls, 'two', evaluateApart(change), 'own'),
      ],
      config: { experimental: { nativeMagicString: isNative } },
      rekindle: { plugins: { one: true, two: true } },
    })
    expect(JSON.parse(warm.outcome.files['main.js.map'] ?? '').mappings).not.toBe('')
  },
)

it('a native magic string whose map is null is restored without a map', async () => {
  const project = createProject(twoModules)
  await expectRestored(rolldownBundler, {
    project,
    plugins: (calls) => [
      editor(
        calls,
        'one',
        evaluateApart((edit) => void edit.append('\n')),
        null,
      ),
    ],
    rekindle: { plugins: { one: true } },
  })
})
