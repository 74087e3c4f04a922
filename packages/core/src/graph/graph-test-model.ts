import fc from 'fast-check'
import { encodeKeyParts, type Fingerprint, fingerprintOf } from '../key/cache-key.ts'
import type { ModuleFacts } from './module-facts.ts'
import { type EdgeKinds, edgeKind, type ModuleId, type NodeState } from './module-node.ts'

/** Facts of all modules by id, and the states of inputs: the whole truth, without anything derived. */
export interface TestProject {
  readonly modules: Map<ModuleId, ModuleFacts>
  readonly states: Map<ModuleId, NodeState>
}

const idOf = (number: number): ModuleId => `m${number}.js` as ModuleId
const contentOf = (number: number): Fingerprint => fingerprintOf(`content ${number}`)

/** One step of a sequence; the numbers are taken modulo what there is. */
export type GraphEdit =
  | { readonly kind: 'put'; readonly module: number; readonly content: number; readonly shape: Shape }
  | { readonly kind: 'change'; readonly module: number; readonly content: number }
  | { readonly kind: 'remove'; readonly module: number }
  | { readonly kind: 'rename'; readonly module: number; readonly to: number }
  | { readonly kind: 'chain'; readonly from: number; readonly length: number; readonly isCycle: boolean }
  | { readonly kind: 'diamond'; readonly from: number; readonly width: number }
  | { readonly kind: 'hub'; readonly module: number }

interface Shape {
  readonly static: readonly number[]
  readonly dynamic: readonly number[]
  readonly inputs: readonly number[]
}

const range = 14
const number = fc.nat(range - 1)
const numbers = fc.array(number, { maxLength: 3 })

export const graphEdit: fc.Arbitrary<GraphEdit> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      module: number,
      content: fc.nat(3),
      shape: fc.record({ static: numbers, dynamic: numbers, inputs: numbers }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('change' as const), module: number, content: fc.nat(3) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), module: number }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rename' as const), module: number, to: number }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('chain' as const),
      from: number,
      length: fc.integer({ min: 2, max: range - 1 }),
      isCycle: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('diamond' as const),
      from: number,
      width: fc.integer({ min: 2, max: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hub' as const), module: number }) },
)

/** What an edit does to the truth: modules with new facts, and modules that are gone. */
export interface EditEffect {
  readonly put: readonly ModuleFacts[]
  readonly removed: readonly ModuleId[]
}

export function effectOf(project: TestProject, edit: GraphEdit): EditEffect {
  const wrap = (at: number) => at % range
  switch (edit.kind) {
    case 'put':
      return { put: [facts(edit.module, edit.content, edit.shape)], removed: [] }
    case 'change': {
      const known = project.modules.get(idOf(edit.module))
      const source = contentOf(edit.content)
      return { put: known === undefined ? [] : [{ ...known, source, result: source }], removed: [] }
    }
    case 'remove':
      return { put: [], removed: project.modules.has(idOf(edit.module)) ? [idOf(edit.module)] : [] }
    case 'rename': {
      const known = project.modules.get(idOf(edit.module))
      return known === undefined || edit.to === edit.module
        ? { put: [], removed: [] }
        : { put: [{ ...known, id: idOf(edit.to) }], removed: [known.id] }
    }
    case 'chain': {
      const links = Array.from({ length: edit.length }, (_, at) => wrap(edit.from + at))
      const put = links.map((module, at) => {
        const isLast = at === edit.length - 1
        const next = isLast ? edit.from : wrap(module + 1)
        return facts(module, 0, { static: isLast && !edit.isCycle ? [] : [next], dynamic: [], inputs: [] })
      })
      return { put, removed: [] }
    }
    case 'diamond': {
      const middle = Array.from({ length: edit.width }, (_, at) => wrap(edit.from + 1 + at))
      const bottom = wrap(edit.from + edit.width + 1)
      return {
        put: [
          facts(edit.from, 1, { static: middle, dynamic: [], inputs: [] }),
          ...middle.map((module) => facts(module, 1, { static: [bottom], dynamic: [], inputs: [] })),
        ],
        removed: [],
      }
    }
    case 'hub': {
      const others = [...project.modules.values()].filter(({ id }) => id !== idOf(edit.module))
      const put = others.map((other) => ({
        ...other,
        staticImports: [...other.staticImports, idOf(edit.module)],
      }))
      return { put, removed: [] }
    }
  }
}

function facts(module: number, content: number, shape: Shape): ModuleFacts {
  return {
    id: idOf(module),
    source: contentOf(content),
    result: contentOf(content),
    staticImports: shape.static.map(idOf),
    dynamicImports: shape.dynamic.map(idOf),
    inputs: shape.inputs.map(idOf),
  }
}

/** The project after an edit. A module that is gone is `absent` where it is still named; any other name isn't known. */
export function afterEdit(project: TestProject, { put, removed }: EditEffect): TestProject {
  const modules = new Map(project.modules)
  const states = new Map(project.states)
  for (const id of removed) {
    modules.delete(id)
    states.set(id, 'absent')
  }
  for (const module of put) {
    modules.set(module.id, module)
    states.set(module.id, module.source)
  }
  const named = new Set([...modules.values()].flatMap((module) => [module.id, ...edgesOf(module).keys()]))
  for (const id of states.keys()) {
    if (!named.has(id)) {
      states.delete(id)
    }
  }
  return { modules, states }
}

function edgesOf(module: ModuleFacts | undefined): Map<ModuleId, EdgeKinds> {
  const edges = new Map<ModuleId, EdgeKinds>()
  const lists: [readonly ModuleId[], EdgeKinds][] = [
    [module?.staticImports ?? [], edgeKind.static],
    [module?.dynamicImports ?? [], edgeKind.dynamic],
    [module?.inputs ?? [], edgeKind.input],
  ]
  for (const [ids, kind] of lists) {
    for (const id of ids) {
      edges.set(id, (edges.get(id) ?? 0) | kind)
    }
  }
  return edges
}

/** Every name in the project with those that it uses. */
export function allEdges({ modules }: TestProject): Map<ModuleId, Map<ModuleId, EdgeKinds>> {
  const all = new Map<ModuleId, Map<ModuleId, EdgeKinds>>()
  for (const module of modules.values()) {
    all.set(module.id, edgesOf(module))
  }
  for (const edges of [...all.values()]) {
    for (const id of edges.keys()) {
      if (!all.has(id)) {
        all.set(id, new Map())
      }
    }
  }
  return all
}

/** What each name reaches, itself included: the closure by repetition until nothing is new. */
export function naiveReach(
  edges: ReadonlyMap<ModuleId, ReadonlyMap<ModuleId, EdgeKinds>>,
): Map<ModuleId, Set<ModuleId>> {
  const reach = new Map([...edges].map(([id, targets]) => [id, new Set([id, ...targets.keys()])]))
  for (let isGrowing = true; isGrowing; ) {
    isGrowing = false
    for (const reached of reach.values()) {
      const before = reached.size
      for (const id of [...reached]) {
        for (const further of reach.get(id) ?? []) {
          reached.add(further)
        }
      }
      isGrowing ||= reached.size > before
    }
  }
  return reach
}

/** Transitive hashes from scratch, by the definition: members of a cycle are those that reach each other. */
export function naiveHashes(project: TestProject): Map<ModuleId, Fingerprint> {
  const edges = allEdges(project)
  const reach = naiveReach(edges)
  const hashes = new Map<ModuleId, Fingerprint>()
  const hashOf = (id: ModuleId): Fingerprint => {
    const known = hashes.get(id)
    if (known !== undefined) {
      return known
    }
    const members = [...edges.keys()].filter(
      (other) => reach.get(id)?.has(other) && reach.get(other)?.has(id),
    )
    const parts = members.sort().flatMap((member) => [
      [member, String(project.states.get(member) ?? null)] as const,
      ...[...(edges.get(member) ?? [])]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([target, kinds]) => {
          const hash = members.includes(target) ? 'cycle' : hashOf(target)
          return [`${kinds} ${target}`, hash] as const
        }),
    ])
    const hash = fingerprintOf(encodeKeyParts(parts))
    for (const member of members) {
      hashes.set(member, hash)
    }
    return hash
  }
  for (const id of edges.keys()) {
    hashOf(id)
  }
  return hashes
}
