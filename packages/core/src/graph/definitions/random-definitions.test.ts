import fc from 'fast-check'
import { expect, it } from 'vitest'
import { announceSeed } from '../../key/test-seed.ts'
import { definitionOracle, type ModuleSpec, textOf } from './definition-oracle.ts'
import { DefinitionTestProject } from './definition-test-project.ts'

const MODULES = 5
const NAMES = ['a', 'b', 'c'] as const
const name = fc.constantFrom(...NAMES)
const names = fc.uniqueArray(name, { maxLength: 2 })
const module = fc.nat(MODULES - 1)
const imported = fc.record({ module, name: fc.constantFrom(...NAMES, '*') })

const spec: fc.Arbitrary<ModuleSpec> = fc.record({
  definitions: fc.uniqueArray(
    fc.record({
      name,
      value: fc.nat(2),
      uses: names,
      imports: fc.array(imported, { maxLength: 2 }),
      isExported: fc.boolean(),
    }),
    { maxLength: 3, selector: (definition) => definition.name },
  ),
  reExports: fc.uniqueArray(fc.record({ as: fc.constantFrom('c', 'd', 'e'), module, name }), {
    maxLength: 1,
    selector: ({ as }) => as,
  }),
  stars: fc.uniqueArray(module, { maxLength: 2 }),
  effect: fc.record({ value: fc.nat(2), uses: names }, { requiredKeys: [] }),
})

type Step =
  | { readonly kind: 'put'; readonly module: number; readonly spec: ModuleSpec }
  | { readonly kind: 'value'; readonly module: number; readonly at: number; readonly value: number }
  | { readonly kind: 'remove'; readonly module: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('put' as const), module, spec }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('value' as const), module, at: fc.nat(2), value: fc.nat(2) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), module }) },
)

it('affected modules and reached definitions equal an oracle after every edit', async () => {
  const seed = announceSeed('edits of definitions: 300 sequences')
  const tally = { affected: 0, spared: 0 }
  const sequence = fc.record({
    start: fc.array(spec, { minLength: MODULES, maxLength: MODULES }),
    steps: fc.array(step, { minLength: 1, maxLength: 8 }),
  })
  await fc.assert(
    fc.asyncProperty(sequence, ({ start, steps }) => checkSequence(start, steps, tally)),
    { numRuns: 300, seed },
  )
  // An oracle that affects all, or nothing, would say nothing.
  expect(tally.affected).toBeGreaterThan(300)
  expect(tally.spared).toBeGreaterThan(300)
}, 120_000)

async function checkSequence(
  start: readonly ModuleSpec[],
  steps: readonly Step[],
  tally: { affected: number; spared: number },
): Promise<void> {
  let specs = new Map(start.map((one, at) => [at, one]))
  const project = await DefinitionTestProject.create(textsOf(specs))
  for (const one of steps) {
    const before = specs
    specs = afterStep(specs, one)
    const edit = {
      ...Object.fromEntries([...before.keys()].map((at) => [fileOf(at), null])),
      ...textsOf(specs),
    }
    const gone = Object.fromEntries(Object.entries(edit).filter(([, text]) => text === null))
    const { parts } = project.write({ ...gone, ...textsOf(specs) })
    const oracle = definitionOracle(before, specs)
    for (const at of specs.keys()) {
      const isAffected = oracle.isAffected(at)
      expect(parts.has(fileOf(at) as never), `${fileOf(at)}\n${describe(before, specs)}`).toBe(isAffected)
      tally[isAffected ? 'affected' : 'spared'] += 1
      for (const exported of NAMES) {
        const reach = project.graph.reach(fileOf(at) as never, [exported])
        const found = [...reach].flatMap(([id, reached]) =>
          [...reached.keys()].filter((part) => part.startsWith('definition ')).map((part) => `${id} ${part}`),
        )
        expect(found.sort(), describe(before, specs)).toEqual(oracle.definitionsReached(at, exported).sort())
      }
    }
  }
}

function afterStep(specs: ReadonlyMap<number, ModuleSpec>, one: Step): Map<number, ModuleSpec> {
  const after = new Map(specs)
  const known = specs.get(one.module)
  switch (one.kind) {
    case 'put':
      after.set(one.module, one.spec)
      break
    case 'remove':
      after.delete(one.module)
      break
    case 'value':
      if (known !== undefined) {
        const definitions = known.definitions.map((definition, at) =>
          at === one.at ? { ...definition, value: one.value } : definition,
        )
        after.set(one.module, { ...known, definitions })
      }
      break
  }
  return after
}

function fileOf(at: number): string {
  return `m${at}.js`
}

function textsOf(specs: ReadonlyMap<number, ModuleSpec>): Record<string, string> {
  return Object.fromEntries([...specs].map(([at, one]) => [fileOf(at), textOf(one)]))
}

function describe(before: ReadonlyMap<number, ModuleSpec>, after: ReadonlyMap<number, ModuleSpec>): string {
  return JSON.stringify([textsOf(before), textsOf(after)], null, 1)
}
