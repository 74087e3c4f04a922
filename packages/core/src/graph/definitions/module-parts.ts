import type { ModuleId } from '../module-node.ts'
import type { ExportOrigin, ImportUse, ModuleSummary, ParsedSummary } from './module-summary.ts'

/** What the evaluation of a module does besides giving its definitions values. */
export const EFFECTS = 'effects'
/** That the module runs when another imports it: its effects, unless it is known to have none that matter. */
export const EVALUATION = 'evaluation'
/** All exports together: what a namespace holds. */
export const EVERYTHING = 'everything'
/** The one part of a module that can't be taken apart. */
export const WHOLE = 'whole'
/** Exports that importers ask for and that the text doesn't have, as a plugin may add them: they may use all of it. */
export const UNLISTED = 'unlisted'

export type PartName =
  | typeof EFFECTS
  | typeof EVALUATION
  | typeof EVERYTHING
  | typeof WHOLE
  | typeof UNLISTED
  | `definition ${string}`
  | `export ${string}`

export interface Place {
  readonly module: ModuleId
  readonly part: PartName
}

/** Where the edges of a module lead, as the bundler has it. */
export interface Links {
  /** specifier -> module; without those that lead out of the graph */
  readonly targets: ReadonlyMap<string, ModuleId>
  /** Modules that the bundler has it import, by no specifier of its text. Any part of it may use any of theirs. */
  readonly unexplained: readonly ModuleId[]
  /**
   * False for a module that its package or a plugin declares to be without side effects: it runs only for those who use
   * something of it, as bundlers have it. True when left out.
   */
  readonly hasSideEffects?: boolean
}

export function definitionPart(name: string): PartName {
  return `definition ${name}`
}

export function exportPart(name: string): PartName {
  return `export ${name}`
}

/** The name in an `export` part; null for other parts. */
export function exportName(part: PartName): string | null {
  return part.startsWith('export ') ? part.slice('export '.length) : null
}

/** The parts of a module with what each uses. `export *` isn't among them: what it passes on depends on other modules. */
export function partsOf(
  id: ModuleId,
  summary: ModuleSummary | null,
  links: Links,
): Map<PartName, readonly Place[]> {
  return summary?.kind === 'parsed'
    ? new PartList(id, summary, links).list()
    : new Map([
        [WHOLE, [...links.targets.values(), ...links.unexplained].flatMap(wholeUse)],
        [EVALUATION, evaluationOf(id, WHOLE, links)],
      ])
}

function evaluationOf(module: ModuleId, part: PartName, { hasSideEffects = true }: Links): Place[] {
  return hasSideEffects ? [{ module, part }] : []
}

function wholeUse(module: ModuleId): Place[] {
  return [
    { module, part: EVALUATION },
    { module, part: EVERYTHING },
  ]
}

class PartList {
  readonly #id: ModuleId
  readonly #summary: ParsedSummary
  readonly #links: Links

  constructor(id: ModuleId, summary: ParsedSummary, links: Links) {
    this.#id = id
    this.#summary = summary
    this.#links = links
  }

  list(): Map<PartName, readonly Place[]> {
    const { definitions, effects, exports, stars, evaluated } = this.#summary
    const unexplained = this.#links.unexplained.flatMap(wholeUse)
    const parts = new Map<PartName, readonly Place[]>()
    const effectsToo =
      this.#links.hasSideEffects === false ? [{ module: this.#id, part: EFFECTS as PartName }] : []
    for (const { name, uses, imports } of definitions.values()) {
      parts.set(definitionPart(name), [
        ...this.#own(uses),
        ...this.#imported(imports),
        ...unexplained,
        ...effectsToo,
      ])
    }
    const evaluations = evaluated.flatMap((specifier) => this.#at(specifier, EVALUATION))
    parts.set(EVALUATION, evaluationOf(this.#id, EFFECTS, this.#links))
    parts.set(EFFECTS, [
      ...this.#own(effects.uses),
      ...this.#imported(effects.imports),
      ...evaluations,
      ...unexplained,
    ])
    for (const [name, origin] of exports) {
      parts.set(exportPart(name), this.#origin(origin))
    }
    const own = [...exports.keys()].map((name) => ({ module: this.#id, part: exportPart(name) }))
    parts.set(EVERYTHING, [...own, ...stars.flatMap((specifier) => this.#at(specifier, EVERYTHING))])
    const all = [...parts.keys()].map((part) => ({ module: this.#id, part }))
    parts.set(UNLISTED, all)
    return parts
  }

  #own(names: readonly string[]): Place[] {
    return names.map((name) => ({ module: this.#id, part: definitionPart(name) }))
  }

  #at(specifier: string, part: PartName): Place[] {
    const module = this.#links.targets.get(specifier)
    return module === undefined ? [] : [{ module, part }]
  }

  #imported(uses: readonly ImportUse[]): Place[] {
    return uses.flatMap(({ specifier, name, isEvaluated }) => [
      ...this.#at(specifier, name === '*' ? EVERYTHING : exportPart(name)),
      ...(isEvaluated ? this.#at(specifier, EVALUATION) : []),
    ])
  }

  #origin(origin: ExportOrigin): Place[] {
    if (origin.kind === 'import') {
      return this.#at(origin.specifier, origin.name === '*' ? EVERYTHING : exportPart(origin.name))
    }
    return this.#summary.definitions.has(origin.name)
      ? this.#own([origin.name])
      : [{ module: this.#id, part: UNLISTED }]
  }
}
