/** A module by what is in it, from which both its text and the truth about it follow. */
export interface ModuleSpec {
  readonly definitions: readonly {
    readonly name: string
    readonly value: number
    readonly uses: readonly string[]
    readonly imports: readonly { readonly module: number; readonly name: string }[]
    readonly isExported: boolean
  }[]
  readonly reExports: readonly { readonly as: string; readonly module: number; readonly name: string }[]
  readonly stars: readonly number[]
  readonly effect: { readonly value?: number; readonly uses?: readonly string[] }
}

export function textOf({ definitions, reExports, stars, effect }: ModuleSpec): string {
  const lines = [
    ...definitions.flatMap(({ imports }) =>
      imports.map(({ module, name }) =>
        name === '*'
          ? `import * as i${module} from './m${module}.js'`
          : `import { ${name} as i${module}${name} } from './m${module}.js'`,
      ),
    ),
    ...reExports.map(({ as, module, name }) => `export { ${name} as ${as} } from './m${module}.js'`),
    ...stars.map((module) => `export * from './m${module}.js'`),
    ...definitions.map(({ name, value, uses, imports }) => {
      const used = [...uses, ...imports.map((one) => `i${one.module}${one.name === '*' ? '' : one.name}`)]
      return `function ${name}() { return [${[value, ...used].join()}] }`
    }),
    exportLine(definitions, reExports),
    effect.value === undefined ? '' : `log(${[effect.value, ...(effect.uses ?? [])].join()})`,
  ]
  return [...new Set(lines)].join('\n')
}

function exportLine(definitions: ModuleSpec['definitions'], reExports: ModuleSpec['reExports']): string {
  const taken = new Set(reExports.map(({ as }) => as))
  const exported = definitions.filter(({ name, isExported }) => isExported && !taken.has(name))
  return `export { ${exported.map(({ name }) => name).join()} }`
}

type Specs = ReadonlyMap<number, ModuleSpec>

/** What uses what, as single steps of a search from scratch. A thing is a word and a module: `definition a` of 1. */
interface Thing {
  readonly module: number
  readonly what: string
}

/** The truth about an edit, by search without any memory. */
export interface DefinitionOracle {
  /** Whether anything in a module reaches something that differs, or differs itself. */
  isAffected(module: number): boolean
  definitionsReached(module: number, exported: string): string[]
}

export function definitionOracle(before: Specs, after: Specs): DefinitionOracle {
  return {
    isAffected(module) {
      const spec = after.get(module)
      const starts = spec === undefined ? [] : [...thingsIn(module, spec), ...askedOf(after, module)]
      // What is gone is reached by nothing any more, and is a change of its module all the same.
      const isLess = before
        .get(module)
        ?.definitions.some((gone) => spec?.definitions.every(({ name }) => name !== gone.name) === true)
      return isLess === true || reach(after, starts).some((thing) => differs(before, after, thing))
    },
    definitionsReached(module, exported) {
      const starts = [
        { module, what: 'effects' },
        { module, what: `export ${exported}` },
      ]
      return reach(after, starts)
        .filter(({ module: at, what }) => what.startsWith('definition ') && after.has(at))
        .map(({ module: at, what }) => `m${at}.js ${what}`)
    },
  }
}

/** Everything in a module: what its text lists, and what others may get of it over `export *`. */
function thingsIn(module: number, spec: ModuleSpec): Thing[] {
  const words = [
    'effects',
    'namespace',
    ...spec.definitions.map(({ name }) => `definition ${name}`),
    ...Object.keys(exportsOf(spec)).map((name) => `export ${name}`),
  ]
  return words.map((what) => ({ module, what }))
}

/** Exports that others ask a module for, whether its text lists them or not. */
function askedOf(specs: Specs, module: number): Thing[] {
  const all = [...specs.values()].flatMap(({ definitions, reExports }) => [
    ...definitions.flatMap(({ imports }) => imports),
    ...reExports,
  ])
  return all.filter((one) => one.module === module).map(({ name }) => asked(module, name))
}

function exportsOf({
  definitions,
  reExports,
}: ModuleSpec): Record<string, 'own' | { module: number; name: string }> {
  const own = definitions.filter(({ isExported }) => isExported).map(({ name }) => [name, 'own'] as const)
  return Object.fromEntries([...own, ...reExports.map(({ as, ...from }) => [as, from] as const)])
}

function reach(specs: Specs, starts: readonly Thing[]): Thing[] {
  const reached = new Map(starts.map((thing) => [`${thing.module} ${thing.what}`, thing]))
  for (const thing of reached.values()) {
    for (const next of usedBy(specs, thing)) {
      const key = `${next.module} ${next.what}`
      if (!reached.has(key)) {
        reached.set(key, next)
      }
    }
  }
  return [...reached.values()]
}

function usedBy(specs: Specs, { module, what }: Thing): Thing[] {
  const spec = specs.get(module)
  if (spec === undefined) {
    return []
  }
  const [kind, name = ''] = what.split(' ')
  const own = (names: readonly string[]) =>
    names
      .filter((one) => spec.definitions.some((definition) => definition.name === one))
      .map((one) => ({ module, what: `definition ${one}` }))
  switch (kind) {
    case 'definition': {
      const definition = spec.definitions.find((one) => one.name === name)
      const imports = definition?.imports ?? []
      return [...own(definition?.uses ?? []), ...imports.map((one) => asked(one.module, one.name))]
    }
    case 'effects':
      return [...own(spec.effect.value === undefined ? [] : (spec.effect.uses ?? [])), ...evaluated(spec)]
    case 'namespace':
      return [
        ...Object.keys(exportsOf(spec)).map((one) => ({ module, what: `export ${one}` })),
        ...spec.stars.map((star) => ({ module: star, what: 'namespace' })),
      ]
    case 'export': {
      const origin = exportsOf(spec)[name]
      if (origin !== undefined) {
        return origin === 'own' ? own([name]) : [asked(origin.module, origin.name)]
      }
      return behindStars(specs, module, name)
    }
    default:
      return thingsIn(module, spec)
  }
}

function asked(module: number, name: string): Thing {
  return { module, what: name === '*' ? 'namespace' : `export ${name}` }
}

function evaluated(spec: ModuleSpec): Thing[] {
  const modules = [
    ...spec.definitions.flatMap(({ imports }) => imports.map(({ module }) => module)),
    ...spec.reExports.map(({ module }) => module),
    ...spec.stars,
  ]
  return modules.map((module) => ({ module, what: 'effects' }))
}

function behindStars(specs: Specs, module: number, name: string): Thing[] {
  const behind = new Set(specs.get(module)?.stars)
  for (const star of behind) {
    for (const further of specs.get(star)?.stars ?? []) {
      behind.add(further)
    }
  }
  const having = [...behind].filter((star) => {
    const spec = specs.get(star)
    return spec !== undefined && name in exportsOf(spec)
  })
  if (having.length > 0) {
    return having.map((star) => ({ module: star, what: `export ${name}` }))
  }
  const isFromOutside = [module, ...behind].some((one) =>
    specs.get(one)?.stars.some((star) => !specs.has(star)),
  )
  return isFromOutside ? [] : [module, ...behind].map((one) => ({ module: one, what: 'anything' }))
}

/** By what the text says of a thing. What is of a module that is new or gone differs as a whole. */
function differs(before: Specs, after: Specs, { module, what }: Thing): boolean {
  const one = before.get(module)
  const other = after.get(module)
  if (one === undefined || other === undefined) {
    return one !== other
  }
  return (
    hasOtherTargets(before, after, one, other) ||
    JSON.stringify(one.stars) !== JSON.stringify(other.stars) ||
    JSON.stringify(meaning(one, what)) !== JSON.stringify(meaning(other, what))
  )
}

/** A module that imports what is there now and wasn't, or the other way round, is another one. */
function hasOtherTargets(before: Specs, after: Specs, one: ModuleSpec, other: ModuleSpec): boolean {
  const named = new Set(evaluated(one).map(({ module }) => module))
  return evaluated(other).some(({ module }) => named.has(module) && before.has(module) !== after.has(module))
}

function meaning(spec: ModuleSpec, what: string): unknown {
  const [kind, name = ''] = what.split(' ')
  switch (kind) {
    case 'definition': {
      const definition = spec.definitions.find((one) => one.name === name)
      const own = (definition?.uses ?? []).filter((use) => spec.definitions.some((one) => one.name === use))
      return definition && [definition.value, definition.uses, definition.imports, own]
    }
    case 'effects': {
      const order = [...new Set(evaluatedInOrder(spec))]
      const { value, uses = [] } = spec.effect
      const own = uses.filter((use) => spec.definitions.some((one) => one.name === use))
      return value === undefined ? [order] : [order, value, uses, own]
    }
    case 'namespace':
      return Object.entries(exportsOf(spec)).sort()
    case 'export':
      return exportsOf(spec)[name]
    default:
      return null
  }
}

function evaluatedInOrder(spec: ModuleSpec): number[] {
  return evaluated(spec).map(({ module }) => module)
}
