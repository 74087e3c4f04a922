import { encodeKeyParts, fingerprintOf } from '../../key/cache-key.ts'
import type { ModuleBindings } from './module-bindings.ts'
import type { Definition, ExportOrigin, ImportUse, ParsedSummary } from './module-summary.ts'
import { type Scan, scanSyntax } from './scan-syntax.ts'
import type { TopLevel, TopLevelPart } from './split-top-level.ts'

/** Parts that share a name: overloads, merged enums, interfaces and namespaces, repeated `var`. */
interface Unit {
  name: string
  names: string[]
  parts: ScannedPart[]
}

interface ScannedPart extends TopLevelPart {
  readonly scan: Scan
}

/** The summary of a module's parts, or why it can't be told which part uses which. */
export function summarizeParts(topLevel: TopLevel, bindings: ModuleBindings): ParsedSummary | string {
  const { preamble, jsxNames } = topLevel
  const declared = new Set(topLevel.parts.flatMap(({ names }) => names))
  const isOwn = (name: string) => declared.has(name) || bindings.imports.has(name)
  const parts = topLevel.parts.map((part) => ({
    ...part,
    scan: scanSyntax([part.node], bindings.namespaces, isOwn, jsxNames),
  }))
  const doubt = parts.find(({ scan }) => scan.doubt !== null)?.scan.doubt
  if (doubt !== undefined && doubt !== null) {
    return doubt
  }
  const nameToUnit = mergeByName(parts)
  const units = new Set(nameToUnit.values())
  const describe = (unit: Unit) => describeUnit(unit, nameToUnit, bindings, preamble)
  const definitions = new Map([...units].map((unit) => [unit.name, describe(unit)]))
  addWriters(definitions, parts, nameToUnit)
  return {
    kind: 'parsed',
    definitions,
    effects: describeEffects(parts, nameToUnit, bindings, preamble),
    exports: exportsOf(bindings, nameToUnit),
    stars: bindings.stars,
    evaluated: bindings.evaluated,
  }
}

function mergeByName(parts: readonly ScannedPart[]): Map<string, Unit> {
  const nameToUnit = new Map<string, Unit>()
  for (const part of parts) {
    const [first] = part.names
    if (first === undefined) {
      continue
    }
    const known = new Set(part.names.map((name) => nameToUnit.get(name)).filter((unit) => unit !== undefined))
    const [unit = { name: first, names: [], parts: [] }, ...others] = known
    for (const other of others) {
      unit.names.push(...other.names)
      unit.parts.push(...other.parts)
    }
    unit.names.push(...part.names)
    unit.parts.push(part)
    for (const name of unit.names) {
      nameToUnit.set(name, unit)
    }
  }
  return nameToUnit
}

function describeUnit(
  { name, names, parts }: Unit,
  nameToUnit: ReadonlyMap<string, Unit>,
  bindings: ModuleBindings,
  preamble: string,
): Definition {
  const uses = usesOf(parts, nameToUnit, bindings)
  const text = parts.map(({ around, scan }) => ['part', `${around}${scan.text}`] as const)
  const fingerprint = fingerprintOf(encodeKeyParts([['preamble', preamble], ...text, ...uses.asParts]))
  return {
    name,
    names: [...new Set(names)],
    fingerprint,
    uses: uses.definitions.filter((used) => used !== name),
    imports: uses.imports,
  }
}

/**
 * What the module's evaluation does. Statements count with their text, declarations that have an effect by use of their
 * names, the others with their place, since what stands above them can't use them yet.
 */
function describeEffects(
  parts: readonly ScannedPart[],
  nameToUnit: ReadonlyMap<string, Unit>,
  bindings: ModuleBindings,
  preamble: string,
): ParsedSummary['effects'] {
  const acting = parts.filter(({ hasEffect }) => hasEffect)
  const uses = usesOf(acting, nameToUnit, bindings)
  const acted = acting.flatMap(({ names }) => names.map((name) => nameToUnit.get(name)?.name ?? name))
  const lastAct = acting.at(-1)
  const order = parts
    .slice(0, lastAct === undefined ? 0 : parts.indexOf(lastAct) + 1)
    .filter(({ hasEffect, isLexical }) => hasEffect || isLexical)
    .map((part) =>
      part.hasEffect && part.names.length === 0
        ? (['act', `${part.around}${part.scan.text}`] as const)
        : (['declare', part.names.join()] as const),
    )
  const evaluated = bindings.evaluated.map((specifier) => ['evaluate', specifier] as const)
  const asParts = [['preamble', preamble] as const, ...evaluated, ...order, ...uses.asParts]
  return {
    fingerprint: fingerprintOf(encodeKeyParts(asParts)),
    uses: [...new Set([...acted, ...uses.definitions])],
    imports: uses.imports,
  }
}

interface Uses {
  readonly definitions: readonly string[]
  readonly imports: readonly ImportUse[]
  /** What the free names stand for, as parts of a fingerprint: a name that begins to stand for another thing counts. */
  readonly asParts: readonly (readonly [string, string])[]
}

function usesOf(
  parts: readonly ScannedPart[],
  nameToUnit: ReadonlyMap<string, Unit>,
  bindings: ModuleBindings,
): Uses {
  const definitions = new Set<string>()
  const imports = new Map<string, ImportUse>()
  const addImport = (specifier: string, name: string, isEvaluated: boolean): void => {
    imports.set(JSON.stringify([specifier, name, isEvaluated]), { specifier, name, isEvaluated })
  }
  for (const { scan } of parts) {
    for (const name of scan.names) {
      const unit = nameToUnit.get(name)
      const binding = bindings.imports.get(name)
      if (unit !== undefined) {
        definitions.add(unit.name)
      }
      if (binding !== undefined) {
        addImport(binding.specifier, binding.name, false)
      }
    }
    for (const [namespace, members] of scan.members) {
      const binding = bindings.imports.get(namespace)
      for (const member of binding === undefined ? [] : members) {
        addImport(binding?.specifier ?? '', member, false)
      }
    }
    for (const specifier of scan.loaded) {
      addImport(specifier, '*', true)
    }
  }
  return {
    definitions: [...definitions],
    imports: [...imports.values()],
    asParts: [
      ...[...definitions].sort().map((name) => ['own', name] as const),
      ...[...imports.keys()].sort().map((use) => ['import', use] as const),
    ],
  }
}

/** Whoever gives a name another value decides what its importers see: bindings are live. */
function addWriters(
  definitions: Map<string, Definition>,
  parts: readonly ScannedPart[],
  nameToUnit: ReadonlyMap<string, Unit>,
): void {
  for (const { scan, names } of parts) {
    const [first] = names
    const writer = first === undefined ? undefined : nameToUnit.get(first)
    for (const written of scan.written) {
      const name = nameToUnit.get(written)?.name
      const definition = name === undefined ? undefined : definitions.get(name)
      if (definition !== undefined && writer !== undefined && writer.name !== name) {
        const uses = [...new Set([...definition.uses, writer.name])]
        definitions.set(definition.name, { ...definition, uses })
      }
    }
  }
}

function exportsOf(
  bindings: ModuleBindings,
  nameToUnit: ReadonlyMap<string, Unit>,
): Map<string, ExportOrigin> {
  const exports = new Map(bindings.reExports)
  for (const [exported, local] of bindings.localExports) {
    const origin = bindings.originOf(local)
    const unit = origin.kind === 'definition' ? nameToUnit.get(origin.name) : undefined
    exports.set(exported, unit === undefined ? origin : { kind: 'definition', name: unit.name })
  }
  return exports
}
