import type { ModuleId, ModuleSummary } from '@rekindle/core'
import { parseAst } from 'rollup/parseAst'
import { expect, it } from 'vitest'
import { type ShakenPackage, shakePackage, shortName } from './shaken-package.ts'

/** How many exports of a package are tried; spread evenly over all. */
const isNightly = process.env['REKINDLE_NIGHTLY'] === '1'
const TRIED = isNightly ? 200 : 15
/** Every export is a build of the package. */
const TIMEOUT = (isNightly ? 30 : 5) * 60_000

it.each([
  ['three', 'three/src/Three.js', 100],
  ['lodash-es', 'lodash-es/lodash.js', 100],
  ['date-fns', 'date-fns/index.js', 100],
  ['rxjs', 'rxjs/dist/esm/index.js', 100],
  ['vue', 'vue/dist/vue.runtime.esm-bundler.js', 1],
])(
  'the definitions that an export of %s reaches hold all that Rollup includes',
  async (name, file, least) => {
    const shaken = await shakePackage(file)
    expect(shaken.summaries.size).toBeGreaterThanOrEqual(least)
    const step = Math.max(1, Math.floor(shaken.exports.length / TRIED))
    const tried = shaken.exports.filter((_, at) => at % step === 0)
    const counts = { included: 0, reached: 0 }
    for (const exported of tried) {
      const { missing, included, reached } = await compare(shaken, exported)
      expect(missing, exported).toEqual([])
      counts.included += included
      counts.reached += reached
    }
    expect(counts.included).toBeGreaterThan(tried.length)
    const definitions = tried.length * countAll(shaken.summaries)
    console.info(
      `${name}: ${shaken.summaries.size} modules, ${tried.length} exports; of all definitions Rollup includes`,
      `${percent(counts.included / definitions)}, the reach holds ${percent(counts.reached / definitions)}`,
    )
  },
  TIMEOUT,
)

interface Comparison {
  /** What Rollup includes and the reach lacks. */
  readonly missing: readonly string[]
  /** Definitions. */
  readonly included: number
  readonly reached: number
}

async function compare(shaken: ShakenPackage, exported: string): Promise<Comparison> {
  const reach = shaken.graph.reach(shaken.entry, [exported])
  const missing: string[] = []
  let included = 0
  for (const [id, code] of await shaken.shake(exported)) {
    const parts = reach.get(id)
    const has = (part: string) => parts?.has(part as never) === true || parts?.has('whole') === true
    const summary = shaken.summaries.get(id)
    for (const { name, isStatement } of topLevelOf(code)) {
      const part = isStatement ? 'effects' : `definition ${originalName(name, summary)}`
      included += isStatement ? 0 : 1
      if (!has(part)) {
        missing.push(`${shortName(id)}: ${part}`)
      }
    }
  }
  let reached = 0
  for (const [id, parts] of reach) {
    const names = [...parts.keys()].filter((part) => part.startsWith('definition '))
    reached += parts.has('whole') ? 1 : names.length
    expect(shaken.summaries.has(id)).toBe(true)
  }
  return { missing, included, reached }
}

interface TopLevelName {
  readonly name: string
  readonly isStatement: boolean
}

function topLevelOf(code: string): TopLevelName[] {
  const names: TopLevelName[] = []
  for (const node of parseAst(code).body) {
    if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') {
      names.push({ name: node.id?.name ?? '', isStatement: false })
    } else if (node.type === 'VariableDeclaration') {
      names.push(...node.declarations.flatMap(({ id }) => namesIn(id)))
    } else if (node.type !== 'EmptyStatement') {
      names.push({ name: '', isStatement: true })
    }
  }
  return names
}

function namesIn(pattern: object): TopLevelName[] {
  const { type, name, properties, elements } = pattern as {
    type: string
    name: string
    properties?: object[]
    elements?: (object | null)[]
  }
  if (type === 'Identifier') {
    return [{ name, isStatement: false }]
  }
  const inner = [...(properties ?? []), ...(elements ?? [])] as ({ value?: object } | null)[]
  return inner.flatMap((one) => (one === null ? [] : namesIn(one.value ?? one)))
}

/** The definition behind a name. Rollup renames what conflicts with another, and a default export without a name. */
function originalName(name: string, summary: ModuleSummary | undefined): string {
  const definitions = summary?.kind === 'parsed' ? [...summary.definitions.values()] : []
  for (const one of [name, name.replace(/\$\d+$/, ''), '*default*']) {
    const definition = definitions.find(({ names }) => names.includes(one))
    if (definition !== undefined) {
      return definition.name
    }
  }
  return name
}

function countAll(summaries: ReadonlyMap<ModuleId, ModuleSummary>): number {
  return [...summaries.values()].reduce(
    (sum, summary) => sum + (summary.kind === 'parsed' ? summary.definitions.size : 1),
    0,
  )
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
