import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fingerprintOf } from '../key/cache-key.ts'
import type { Store } from '../store/store.ts'
import { useStoreTestRoom, withoutMemory } from '../store/store-test-room.ts'
import type { ModuleFacts } from './module-facts.ts'
import type { ModuleId } from './module-node.ts'
import { GraphLost, StoredGraph } from './stored-graph.ts'

const room = useStoreTestRoom()
const SIZE = 1000

/** A chain of modules, each of which imports the next one. */
function chainFacts(number: number, content = 'a'): ModuleFacts {
  return {
    id: idOf(number),
    source: fingerprintOf(`${content} ${number}`),
    result: null,
    staticImports: number + 1 < SIZE ? [idOf(number + 1)] : [],
    dynamicImports: [],
    inputs: number === 5 ? ['data.json' as ModuleId] : [],
  }
}

function idOf(number: number): ModuleId {
  return `m${number}.js` as ModuleId
}

function storeChain(): void {
  const store = room.open()
  const stored = StoredGraph.create(store, 'client')
  stored.graph.apply({ modules: Array.from({ length: SIZE }, (_, number) => chainFacts(number)) })
  stored.save({ note: 1 })
  store.close()
}

function openGraph(store: Store = room.open()): StoredGraph {
  const stored = StoredGraph.open(store, 'client')
  if (stored === null) throw new Error('No graph is stored')
  return stored
}

/** Everything in a graph, as plain data. */
function contentOf({ graph }: StoredGraph): unknown {
  return [...graph.nodes()]
    .map((node) => [
      node.id,
      node.isModule,
      node.source,
      [...node.edges].map(([{ id }, kinds]) => [id, kinds]),
      [...node.importers].map(([{ id }, kinds]) => [id, kinds]),
    ])
    .sort()
}

describe('a stored graph', () => {
  it('is the graph that was saved', () => {
    storeChain()
    const stored = openGraph()
    expect(stored.notes).toEqual({ note: 1 })
    expect(stored.graph.size).toBe(SIZE + 1)
    expect(stored.graph.node(idOf(4))?.source).toBe(chainFacts(4).source)
    expect([...(stored.graph.node(idOf(5))?.edges.keys() ?? [])].map(({ id }) => id)).toEqual([
      'm6.js',
      'data.json',
    ])
    expect([...(stored.graph.node(idOf(4))?.importers.keys() ?? [])].map(({ id }) => id)).toEqual(['m3.js'])
  })

  it('is read as far as it is looked at', () => {
    storeChain()
    const { graph } = openGraph()
    expect(graph.node(idOf(300))?.source).toBe(chainFacts(300).source)
    const pending = [...graph.nodes()].filter((node) => node.pending !== null)
    expect(pending.length).toBe(SIZE + 1 - 256)
  })

  it('writes only what has changed, and nothing when nothing has', () => {
    storeChain()
    const store = room.open()
    const stored = openGraph(store)
    stored.save({ note: 1 })
    store.flush()
    expect(room.files('pack')).toHaveLength(1)
    stored.graph.apply({ modules: [chainFacts(300, 'b')] })
    stored.save({ note: 1 })
    store.close()
    const [whole, edit] = room.files('pack').map((file) => fs.statSync(file).size)
    expect(Number(edit)).toBeLessThan(Number(whole) / 2)
  })

  it('survives that modules come, go and take the places of others', () => {
    storeChain()
    const store = room.open()
    const stored = openGraph(store)
    stored.graph.apply({
      removed: [idOf(SIZE - 1), idOf(0)],
      modules: [{ ...chainFacts(SIZE - 2), staticImports: [] }],
    })
    stored.save(null)
    stored.graph.apply({
      modules: [{ ...chainFacts(7), id: 'new.js' as ModuleId, inputs: ['other.json' as ModuleId] }],
    })
    stored.save(null)
    const before = contentOf(stored)
    store.close()
    expect(contentOf(openGraph())).toEqual(before)
  })

  it("is one writer's or the other's, never a mixture", () => {
    storeChain()
    const stores = [room.open(), room.open()]
    const [one, other] = stores.map(openGraph) as [StoredGraph, StoredGraph]
    one.graph.apply({ modules: [chainFacts(1, 'one'), chainFacts(600, 'one')] })
    other.graph.apply({ modules: [chainFacts(2, 'other'), chainFacts(900, 'other')] })
    const expected = [contentOf(one), contentOf(other)]
    one.save(null)
    other.save(null)
    for (const store of stores) store.close()
    expect(expected).toContainEqual(contentOf(openGraph()))
  })

  it('of another scope is another', () => {
    storeChain()
    expect(StoredGraph.open(room.open(), 'ssr')).toBe(null)
  })
})

describe('what can not be read', () => {
  it('makes the graph lost when it is looked at', () => {
    storeChain()
    const store = room.open(withoutMemory)
    const { graph } = openGraph(store)
    for (const file of room.files('pack')) {
      const bytes = fs.readFileSync(file)
      // In the middle of the first segment, which comes first.
      bytes.write('?', 5000)
      fs.writeFileSync(file, bytes)
    }
    expect(() => graph.node(idOf(1))?.edges).toThrow(GraphLost)
    expect(graph.node(idOf(999))?.source).toBe(chainFacts(999).source)
  })

  it.each([
    ['no JSON', 'x'],
    ['another form', '{}'],
    ['ids of another form', '{"ids":[1],"digests":["a"],"notes":null}'],
    ['too few digests', '{"ids":["a"],"digests":[],"notes":null}'],
  ])('of the head is no graph: %s', (_what, text) => {
    storeChain()
    const store = room.open()
    const original = store.candidates.bind(store)
    store.candidates = (key) =>
      original(key).map((handle) => ({ ...handle, readCode: () => text, readHead: () => '' }))
    expect(StoredGraph.open(store, 'client')).toBe(null)
  })
})
