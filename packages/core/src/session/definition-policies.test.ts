import fc from 'fast-check'
import { expect, it } from 'vitest'
import { definitionOracle, type ModuleSpec, textOf } from '../graph/definitions/definition-oracle.ts'
import type { ModuleFacts } from '../graph/module-facts.ts'
import type { ModuleId } from '../graph/module-node.ts'
import { fingerprintOf } from '../key/cache-key.ts'
import { ProjectRoot, type RootRelativePath } from '../key/project-root.ts'
import { useTestFolder } from '../key/test-folder.ts'
import { announceSeed } from '../key/test-seed.ts'
import { Session } from './session.ts'
import type { SessionUpdate } from './session-answers.ts'

const folder = useTestFolder()

/** A session over texts in memory, of modules that import each other as `./name`. */
class Room {
  readonly texts: Map<string, string>
  readonly session: Session
  reads = 0

  constructor(texts: Readonly<Record<string, string>>, hasText = true) {
    this.texts = new Map(Object.entries(texts))
    this.session = new Session({
      root: new ProjectRoot(folder.path),
      cacheDirectory: folder.at('.cache'),
      scope: `${Math.random()}`,
      policies: { macro: { reach: 'transitive', sees: 'definitions' } },
      ...(hasText ? { readText: (id) => this.#read(id) } : {}),
    })
    this.session.load()
    this.session.record({ modules: [...this.texts.keys()].map((id) => this.facts(id)) })
  }

  #read(id: ModuleId): string | null {
    this.reads += 1
    return this.texts.get(id) ?? null
  }

  facts(id: string): ModuleFacts {
    const text = this.texts.get(id) ?? ''
    const specifiers = [...text.matchAll(/from '(\.\/[^']+)'/g)].map((match) => String(match[1]))
    const resolved = new Map(specifiers.map((one) => [one, one.slice(2) as ModuleId]))
    return {
      id: id as ModuleId,
      source: fingerprintOf(text),
      result: null,
      staticImports: [...resolved.values()],
      dynamicImports: [],
      inputs: [],
      resolved,
    }
  }

  /** Names of the modules that are stale after an edit, which the bundler then runs. */
  async edit(edits: Readonly<Record<string, string>>): Promise<string[]> {
    for (const [id, text] of Object.entries(edits)) {
      this.texts.set(id, text)
    }
    const updated = Object.entries(edits).map(([id, text]) => ({
      file: id as RootRelativePath,
      fingerprint: fingerprintOf(text),
    }))
    const update = await this.session.update({ updated })
    const stale = staleIn(update)
    this.session.record({ modules: stale.map((id) => this.facts(id)) })
    return stale.sort()
  }
}

function staleIn(update: SessionUpdate): string[] {
  return update.kind === 'work' ? update.stale.map(({ module }) => module) : []
}

const files = {
  'lib.js': 'export const x = 1, y = 1',
  'barrel.js': `export * from './lib.js'`,
  'x.js': `import { x } from './barrel.js'; export const a = () => x`,
  'y.js': `import { y } from './barrel.js'; export const b = () => y`,
  'top.js': `import { a } from './x.js'; a()`,
}

it('a change of a definition makes those stale that reach it', async () => {
  const room = new Room(files)
  // Of a module that nobody has looked at, all may have changed.
  expect(await room.edit({ 'lib.js': 'export const x = 2, y = 1' })).toEqual([
    'barrel.js',
    'lib.js',
    'top.js',
    'x.js',
    'y.js',
  ])
  expect(await room.edit({ 'lib.js': 'export const x = 3, y = 1' })).toEqual([
    'barrel.js',
    'lib.js',
    'top.js',
    'x.js',
  ])
  expect(await room.edit({ 'lib.js': 'export const x = 3, y = 2' })).toEqual(['barrel.js', 'lib.js', 'y.js'])
  expect(await room.edit({ 'lib.js': 'export const x = 3,\n  y = 2 // two' })).toEqual(['lib.js'])
  expect(await room.edit({ 'lib.js': 'syntax error' })).toHaveLength(5)
})

it('each module is read once until it changes', async () => {
  const room = new Room(files)
  await room.edit({ 'lib.js': 'export const x = 2, y = 1' })
  expect(room.reads).toBe(5)
  await room.edit({ 'top.js': `import { a } from './x.js'; a(1)` })
  const before = room.reads
  await room.edit({ 'top.js': `import { a } from './x.js'; a(2)` })
  expect(room.reads - before).toBe(1)
})

it('a module that goes or comes reaches who imports it', async () => {
  const room = new Room(files)
  const file = 'lib.js' as RootRelativePath
  await room.edit({ 'lib.js': 'export const x = 2, y = 1' })
  const others = ['barrel.js', 'top.js', 'x.js', 'y.js']
  expect(staleIn(await room.session.update({ deleted: [file] })).sort()).toEqual(others)
  room.session.record({ modules: others.map((id) => room.facts(id)) })
  expect(staleIn(await room.session.update({}))).toEqual([])
  const created = [{ file, fingerprint: fingerprintOf('export const x = 3, y = 1') }]
  expect(staleIn(await room.session.update({ created })).sort()).toEqual(others)
})

it('without texts every change is one of the whole module', async () => {
  const room = new Room(files, false)
  await room.edit({ 'lib.js': 'export const x = 2, y = 1' })
  expect(await room.edit({ 'lib.js': 'export const x = 3, y = 1' })).toHaveLength(5)
})

const name = fc.constantFrom('a', 'b', 'c')
const module = fc.nat(4)
const spec: fc.Arbitrary<ModuleSpec> = fc.record({
  definitions: fc.uniqueArray(
    fc.record({
      name,
      value: fc.nat(2),
      uses: fc.uniqueArray(name, { maxLength: 2 }),
      imports: fc.array(fc.record({ module, name: fc.constantFrom('a', 'b', 'c', '*') }), { maxLength: 2 }),
      isExported: fc.boolean(),
    }),
    { maxLength: 3, selector: (definition) => definition.name },
  ),
  reExports: fc.constant([]),
  stars: fc.uniqueArray(module, { maxLength: 1 }),
  effect: fc.record({ value: fc.nat(2), uses: fc.uniqueArray(name, { maxLength: 1 }) }, { requiredKeys: [] }),
})

it('no module that reaches a changed definition is left out, after any edit', async () => {
  const seed = announceSeed('definitions in sessions: 300 sequences')
  const tally = { stale: 0, spared: 0 }
  const sequence = fc.record({
    start: fc.array(spec, { minLength: 5, maxLength: 5 }),
    steps: fc.array(fc.tuple(module, spec), { minLength: 1, maxLength: 6 }),
  })
  const textsOf = (specs: ReadonlyMap<number, ModuleSpec>) =>
    Object.fromEntries([...specs].map(([at, one]) => [`m${at}.js`, textOf(one)]))
  await fc.assert(
    fc.asyncProperty(sequence, async ({ start, steps }) => {
      let specs = new Map(start.map((one, at) => [at, one]))
      const room = new Room(textsOf(specs))
      for (const [at, one] of steps) {
        const before = specs
        specs = new Map(specs).set(at, one)
        const stale = await room.edit({ [`m${at}.js`]: textOf(one) })
        const oracle = definitionOracle(before, specs)
        const affected = [...specs.keys()]
          .filter((other) => oracle.isAffected(other))
          .map((other) => `m${other}.js`)
        expect(stale, JSON.stringify([textsOf(before), textsOf(specs)], null, 1)).toEqual(
          expect.arrayContaining(affected),
        )
        tally.stale += stale.length
        tally.spared += specs.size - stale.length
      }
      await room.session.dispose()
    }),
    { numRuns: 300, seed },
  )
  expect(tally.stale).toBeGreaterThan(300)
  expect(tally.spared).toBeGreaterThan(300)
}, 120_000)
