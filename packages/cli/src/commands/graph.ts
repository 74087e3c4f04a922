import path from 'node:path'
import { type ModuleGraph, type ModuleId, openStore, readDiary, readRecordedGraph } from '@rekindle/core'
import type { CommandDef } from 'citty'
import { CACHE_DIR_OPTION, JSON_OPTION, resolveCacheFolder } from '../cache-folder.ts'
import { invalidOption, noGraph, unknownModule } from '../errors.ts'
import { formatCount } from '../format-size.ts'
import { isGroup, type ModuleNeighbours, neighboursOf } from '../module-neighbours.ts'
import { relativeTo } from '../project-folder.ts'
import { colors, printResult } from '../text-output.ts'

/** Of modules in a list at most so many are shown to people. */
const SHOWN = 10

/** `rekindle graph`: the stored module graph. */
export const graphCommand: CommandDef = {
  meta: {
    name: 'graph',
    description:
      'Show the module graph that a build with the option `graph` has stored: who imports a module, and what a change of it reaches.',
  },
  args: {
    module: {
      type: 'positional',
      required: false,
      description: 'File or module id; without it, the size of each graph.',
    },
    'cache-dir': CACHE_DIR_OPTION,
    depth: {
      type: 'string',
      valueHint: 'number',
      description: 'How many steps a change is followed; all, when left out.',
    },
    json: JSON_OPTION,
  },
  run({ args }) {
    const depth = readDepth(args['depth'])
    const folder = resolveCacheFolder(args['cache-dir'])
    const builds = readDiary(folder)
    const environments = new Set(builds.flatMap(({ calls }) => calls.map(({ environment }) => environment)))
    const store = openStore({ directory: folder, isReadOnly: true })
    try {
      const graphs = [...environments].flatMap((environment) => {
        const graph = readRecordedGraph(store, environment)
        return graph === null ? [] : [{ environment, graph }]
      })
      if (graphs.length === 0) {
        throw noGraph(folder)
      }
      const named: unknown = args['module']
      if (typeof named !== 'string') {
        const sizes = graphs.map(({ environment, graph }) => sizeOf(environment, graph))
        printResult(args['json'], { folder, graphs: sizes }, () => sizes.map(printSize).join('\n'))
        return
      }
      const given = named.replaceAll('\\0', '\0')
      const root = path.resolve(folder, builds[0]?.root ?? '')
      const names = [relativeTo(root, path.resolve(given)), given]
      const modules = graphs.flatMap(({ environment, graph }) =>
        modulesNamed(graph, names).map((id) => neighboursOf(environment, graph, id, depth)),
      )
      if (modules.length === 0) {
        throw unknownModule(
          given,
          [...(graphs[0]?.graph.nodes() ?? [])].map(({ id }) => id),
        )
      }
      printResult(args['json'], { folder, modules }, () => modules.map(printModule).join('\n\n'))
    } finally {
      store.close()
    }
  },
}

function readDepth(value: unknown): number {
  const depth = value === undefined ? Number.POSITIVE_INFINITY : Number(value)
  if (value !== undefined && !(Number.isSafeInteger(depth) && depth > 0)) {
    throw invalidOption('The option "--depth" must be a whole number above 0.', `It is ${String(value)}.`)
  }
  return depth
}

function modulesNamed(graph: ModuleGraph, names: readonly string[]): readonly ModuleId[] {
  const known = names.find((name) => graph.node(name as ModuleId) !== undefined)
  return known === undefined ? [] : [known as ModuleId]
}

function sizeOf(
  environment: string,
  graph: ModuleGraph,
): { environment: string; modules: number; inputs: number } {
  const nodes = [...graph.nodes()].filter(({ id }) => !isGroup(id))
  const modules = nodes.filter(({ isModule }) => isModule).length
  return { environment, modules, inputs: nodes.length - modules }
}

function printSize({ environment, modules, inputs }: ReturnType<typeof sizeOf>): string {
  const name = environment === '' ? 'The graph' : `The graph of ${environment}`
  return `${name} holds ${formatCount(modules)} modules and ${formatCount(inputs)} other files that they were made from.`
}

function printModule({ environment, module, imports, inputs, importers, reaches }: ModuleNeighbours): string {
  const where = environment === '' ? '' : ` in ${environment}`
  return [
    colors.bold(`${printable(module)}${where}`),
    ...printList('imports', imports),
    ...printList('made from', inputs),
    ...printList('used by', importers),
    ...printList(
      'a change reaches',
      reaches.map((reached) => `${reached.module} ${colors.dim(`(${reached.depth})`)}`),
    ),
  ].join('\n')
}

function printList(title: string, modules: readonly string[]): readonly string[] {
  const rest = modules.length - SHOWN
  return [
    `  ${title}: ${modules.length === 0 ? 'nothing' : formatCount(modules.length)}`,
    ...modules.slice(0, SHOWN).map((module) => `    ${printable(module)}`),
    ...(rest > 0 ? [`    and ${formatCount(rest)} more (--json lists all of them)`] : []),
  ]
}

function printable(id: string): string {
  return id.replaceAll('\0', '\\0')
}
