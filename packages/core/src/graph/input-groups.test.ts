import { expect, it } from 'vitest'
import { fingerprintOf } from '../key/cache-key.ts'
import type { ModuleFacts } from './module-facts.ts'
import { ModuleGraph } from './module-graph.ts'
import type { ModuleId, ModuleNode } from './module-node.ts'
import { reachOfChange, staleModules } from './stale-modules.ts'

const id = (name: string): ModuleId => name as ModuleId

function facts(name: string, ...inputs: string[]): ModuleFacts {
  const source = fingerprintOf(name)
  return { id: id(name), source, result: null, staticImports: [], dynamicImports: [], inputs: inputs.map(id) }
}

function staleAfter(graph: ModuleGraph, name: string): Record<string, unknown> {
  const policies = { plugin: { reach: 'module' } } as const
  const changed = new Set([graph.node(id(name)) as ModuleNode])
  const stale = staleModules(reachOfChange(changed, Object.values(policies)), policies)
  return Object.fromEntries(
    stale.map(({ module, reason }) => [module, 'through' in reason ? reason.through : []]),
  )
}

it('what is in a group is a direct input of all that name the group', () => {
  const graph = new ModuleGraph()
  graph.apply({
    modules: [facts('a.js', 'group'), facts('b.js', 'group', 'own.txt'), facts('c.js')],
    groups: [{ id: id('group'), inputs: [id('config.json')] }],
  })
  expect(staleAfter(graph, 'config.json')).toEqual({
    'a.js': ['group', 'config.json'],
    'b.js': ['group', 'config.json'],
  })
  expect(staleAfter(graph, 'own.txt')).toEqual({ 'b.js': ['own.txt'] })
})

it('a group that nobody names any more goes, and its inputs with it', () => {
  const graph = new ModuleGraph()
  graph.apply({
    modules: [facts('a.js', 'old'), facts('b.js', 'old')],
    groups: [{ id: id('old'), inputs: [id('config.json'), id('kept.json')] }],
  })
  graph.apply({
    modules: [facts('a.js', 'new'), facts('b.js', 'new')],
    groups: [{ id: id('new'), inputs: [id('kept.json')] }],
  })
  expect([...graph.nodes()].map((node) => node.id).sort()).toEqual(['a.js', 'b.js', 'kept.json', 'new'])
})
