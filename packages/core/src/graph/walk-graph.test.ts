import { expect, it } from 'vitest'
import type { ModuleFacts } from './module-facts.ts'
import { ModuleGraph } from './module-graph.ts'
import type { ModuleId, ModuleNode } from './module-node.ts'
import { type GraphFilter, walkGraph } from './walk-graph.ts'

function facts(id: string, ...imports: string[]): ModuleFacts {
  const ids = (mark: string) =>
    imports.filter((name) => name.startsWith(mark)).map((name) => name.slice(mark.length) as ModuleId)
  return {
    id: id as ModuleId,
    source: null,
    result: null,
    staticImports: imports.filter((name) => /^\w/.test(name)) as ModuleId[],
    dynamicImports: ids('?'),
    inputs: ids('<'),
  }
}

const graph = new ModuleGraph()
graph.apply({
  modules: [facts('a', 'b', '?c'), facts('b', 'd'), facts('c', 'd'), facts('d', 'a', '<data')],
})

function walked(root: string, direction: 'edges' | 'importers', filter?: GraphFilter): string[] {
  const roots = [graph.node(root as ModuleId) as ModuleNode]
  return [...walkGraph(roots, direction, filter)].map(({ node, depth }) => `${node.id}${depth}`)
}

it.each<[string, string, 'edges' | 'importers', GraphFilter | undefined, string[]]>([
  ['all that is used, each once', 'a', 'edges', undefined, ['a0', 'b1', 'c1', 'd2', 'data3']],
  ['all users', 'data', 'importers', undefined, ['data0', 'd1', 'b2', 'c2', 'a3']],
  ['as far as the depth', 'a', 'edges', { depth: 1 }, ['a0', 'b1', 'c1']],
  ['the root alone', 'a', 'edges', { depth: 0 }, ['a0']],
  ['what is included, through the rest', 'a', 'edges', { include: (id) => id === 'd' }, ['d2']],
  ['not through what is excluded', 'a', 'edges', { exclude: (id) => id === 'd' }, ['a0', 'b1', 'c1']],
  ['edges of one kind', 'a', 'edges', { kinds: ['static'] }, ['a0', 'b1', 'd2']],
  ['edges of two kinds', 'a', 'edges', { kinds: ['dynamic', 'input'] }, ['a0', 'c1']],
])('a walk shows %s', (_what, root, direction, filter, expected) => {
  expect(walked(root, direction, filter)).toEqual(expected)
})
