import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { PluginBuild } from 'esbuild'
import fc from 'fast-check'
import type { RekindleOptions } from 'unplugin-rekindle'
import { expect, it, vi } from 'vitest'
import { announceSeed } from '../../packages/core/src/key/test-seed.ts'
import { evaluateApart } from '../kit/in-process/define-plugin.ts'
import { placeRekindle } from '../kit/in-process/place-rekindle.ts'
import { createProjectFolder, type Project } from '../kit/in-process/project.ts'
import { type WatchingBundler, watchingBundlers } from '../kit/watch/watcher.ts'

type Delta = Parameters<NonNullable<RekindleOptions['onDelta']>>[0]

/** Makes an asset of each text file. */
const rollupTexts = evaluateApart(() => ({
  name: 'texts',
  load(this: { emitFile(file: object): string }, id: string) {
    if (!id.endsWith('.note')) {
      return null
    }
    const source = process.getBuiltinModule('node:fs').readFileSync(id, 'utf8')
    this.emitFile({ type: 'asset', name: id.split('/').at(-1), source })
    return { code: `export default ${source.length}`, map: null }
  },
}))
const esbuildTexts = evaluateApart(() => ({
  name: 'texts',
  setup(build: PluginBuild) {
    build.onLoad({ filter: /\.note$/ }, ({ path: file }) => ({
      contents: process.getBuiltinModule('node:fs').readFileSync(file, 'utf8'),
      loader: 'file',
    }))
  },
}))

/** Which files there are, how `main.js` imports them, and what they say. */
interface State {
  readonly a: 'none' | 'static' | 'dynamic'
  readonly b: 'none' | 'static' | 'dynamic'
  readonly hasText: boolean
  readonly words: Readonly<Record<'a' | 'b' | 'main' | 'text' | 'public', string>>
  readonly hasPublic: boolean
}

const word = fc.constantFrom('one', 'two', 'three')
const how = fc.constantFrom('none' as const, 'static' as const, 'dynamic' as const)
const state: fc.Arbitrary<State> = fc.record({
  ...{ a: how, b: how, hasText: fc.boolean(), hasPublic: fc.boolean() },
  words: fc.record({ a: word, b: word, main: word, text: word, public: word }),
})
const sequence = fc.array(fc.record({ state, isNewProcess: fc.boolean() }), { minLength: 2, maxLength: 4 })

function lay(project: Project, { a, b, hasText, hasPublic, words }: State): void {
  const imports = {
    none: () => '',
    static: (file: string) => `import '${file}'`,
    dynamic: (file: string) => `import('${file}')`,
  }
  const texts: Record<string, string | null> = {
    'main.js': [
      imports[a]('./a.js'),
      imports[b]('./b.js'),
      hasText ? `import text from './text.note'\nconsole.log(text)` : '',
      `console.log('main ${words.main}')\n`,
    ].join('\n'),
    'a.js': `console.log('a ${words.a}')\n`,
    'b.js': `console.log('b ${words.b}')\n`,
    'text.note': words.text,
    'public/robots.txt': hasPublic ? words.public : null,
  }
  for (const [file, text] of Object.entries(texts)) {
    if (text === null) {
      fs.rmSync(project.path(file), { force: true })
    } else {
      fs.mkdirSync(path.dirname(project.path(file)), { recursive: true })
      fs.writeFileSync(project.path(file), text)
    }
  }
}

/** File -> size and digest. */
type Folder = ReadonlyMap<string, string>

function readFolder(folder: string): Folder {
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
  return new Map(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name)
      const bytes = fs.readFileSync(file)
      const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 32)
      return [path.relative(folder, file), `${bytes.length} ${digest}`]
    }),
  )
}

/** What two folders differ by, in the form in which `linesOf` gives a delta. */
function difference(before: Folder, after: Folder): readonly string[] {
  const added = [...after]
    .filter(([file]) => !before.has(file))
    .map(([file, content]) => `added ${file} ${content}`)
  const changed = [...after]
    .filter(([file, content]) => before.has(file) && before.get(file) !== content)
    .map(([file, content]) => `changed ${file} ${content}`)
  const removed = [...before]
    .filter(([file]) => !after.has(file))
    .map(([file, content]) => `removed ${file} ${content}`)
  return [...added, ...changed, ...removed].sort()
}

function linesOf(delta: Delta): readonly string[] {
  return (['added', 'changed', 'removed'] as const)
    .flatMap((list) =>
      delta[list].map(({ file, size, digest }) => `${list} ${file.replace(/^kept\//, '')} ${size} ${digest}`),
    )
    .sort()
}

const factories = {
  Rollup: () => import('unplugin-rekindle/rollup'),
  Rolldown: () => import('unplugin-rekindle/rolldown'),
  Vite: () => import('unplugin-rekindle/vite'),
  esbuild: () => import('unplugin-rekindle/esbuild'),
}

async function runSequence(
  { name, build }: WatchingBundler,
  steps: readonly { readonly state: State; readonly isNewProcess: boolean }[],
): Promise<void> {
  const project = createProjectFolder({})
  const cwd = process.cwd()
  process.chdir(project.root)
  const texts = () => [name === 'esbuild' ? esbuildTexts() : rollupTexts()]
  const seenTexts = new Set<string>()
  let rekindle: unknown
  let deltas: Delta[] = []
  let before: Folder = new Map()
  try {
    for (const [index, { state: now, isNewProcess }] of steps.entries()) {
      lay(project, now)
      // What has just changed is not kept.
      await delay(25)
      const plugins = texts()
      if (isNewProcess || rekindle === undefined) {
        vi.resetModules()
        const { default: factory } = await factories[name as keyof typeof factories]()
        const options = {
          plugins: { texts: true },
          onDelta: (delta: Delta) => deltas.push(delta),
          writeDelta: 'delta.json',
        }
        rekindle = placeRekindle(project.root, factory, options, [])
      }
      deltas = []
      await build([rekindle, ...plugins], 'kept')
      await build(texts(), `clean-${index}`)
      const clean = readFolder(project.path(`clean-${index}`))
      const kept = readFolder(project.path('kept'))
      expect(new Map([...kept].filter(([file]) => clean.has(file))), `after step ${index}`).toEqual(clean)
      expect(deltas.map(linesOf), `after step ${index}`).toEqual([difference(before, clean)])
      const { environment, ...lists } = deltas[0]!
      const written = JSON.parse(project.read('delta.json'))
      expect(written).toEqual({ version: 1, builds: [{ environment, time: expect.any(Number), ...lists }] })
      const isNewText = now.hasText && !seenTexts.has(now.words.text)
      expect(lists.modules.map(({ id, plugin, hook }) => [id, plugin, hook])).toEqual(
        isNewText ? [['text.note', 'texts', 'load']] : [],
      )
      if (now.hasText) {
        seenTexts.add(now.words.text)
      }
      before = clean
    }
  } finally {
    process.chdir(cwd)
    fs.rmSync(project.root, { recursive: true, force: true })
  }
}

const runs = process.env['REKINDLE_NIGHTLY'] === '1' ? 60 : 4

it.each(watchingBundlers)(
  'the delta of a build of $name is what two builds without Rekindle differ by',
  async (bundler) => {
    const seed = announceSeed(`deltas on ${bundler.name}`)
    await fc.assert(
      fc.asyncProperty(sequence, (steps) => runSequence(bundler, steps)),
      { numRuns: runs, seed, endOnFailure: process.env['REKINDLE_NIGHTLY'] !== '1' },
    )
  },
)
