import type { ModuleId } from '../module-node.ts'
import { type DefinitionChange, definitionChange } from './definition-change.ts'
import {
  definitionPart,
  EFFECTS,
  EVALUATION,
  EVERYTHING,
  exportName,
  exportPart,
  type Links,
  type PartName,
  type Place,
  partsOf,
  UNLISTED,
  WHOLE,
} from './module-parts.ts'
import { type ModuleSummary, specifiersIn } from './module-summary.ts'
import { PlaceUsers } from './place-users.ts'
import { type Reached, walkPlaces } from './walk-places.ts'

/** A module as it is now. */
export interface DefinedModule {
  readonly id: ModuleId
  /** Null when the text isn't known. */
  readonly summary: ModuleSummary | null
  readonly links: Links
}

interface Entry extends DefinedModule {
  /** part -> what it uses */
  readonly parts: ReadonlyMap<PartName, readonly Place[]>
  /** Modules that it has `export *` from. */
  readonly stars: readonly ModuleId[]
  /** Whether it has `export *` from something that isn't in the graph. */
  readonly hasStarOutside: boolean
}

/** What is behind the `export *` of a module, over any number of steps. */
interface Behind {
  readonly entries: readonly Entry[]
  /** Parts that any of them has. */
  readonly names: ReadonlySet<PartName>
  /** Whether one of them may have any name. */
  readonly hasWhole: boolean
  readonly hasStarOutside: boolean
}

/** What an update has changed, and whom that reaches. */
export interface AffectedParts {
  /** Modules that differ, with what differs in them. */
  readonly changes: ReadonlyMap<ModuleId, DefinitionChange>
  /** Parts that are changed or that reach a changed one. */
  readonly parts: Reached
}

/**
 * Definitions, exports and evaluations of modules, with edges both ways over the borders of modules.
 *
 * Invariant: what can't be told apart is one part. It uses whatever its module may use, and whoever uses anything of the
 * module uses it.
 */
export class DefinitionGraph {
  readonly #entries: Map<ModuleId, Entry> = new Map()
  readonly #users: PlaceUsers = new PlaceUsers()
  /** module -> modules that have `export *` from it */
  readonly #starUsers: Map<ModuleId, Set<ModuleId>> = new Map()
  /** Forgotten with every change of the graph. */
  readonly #idToBehind: Map<ModuleId, Behind> = new Map()

  /** Modules that it holds. */
  get size(): number {
    return this.#entries.size
  }

  has(id: ModuleId): boolean {
    return this.#entries.has(id)
  }

  /** Takes modules in as they are now, and tells what differs and which parts of which modules reach that. */
  update(modules: readonly DefinedModule[], removed: readonly ModuleId[] = []): AffectedParts {
    const changes = new Map<ModuleId, DefinitionChange>()
    for (const id of removed) {
      if (this.#entries.has(id)) {
        this.#remove(id)
        changes.set(id, { kind: 'whole', why: 'gone' })
      }
    }
    for (const module of modules) {
      const change = changeOf(this.#entries.get(module.id), module)
      // Also a module that differs in nothing but places has new summaries of its imports.
      this.#remove(module.id)
      this.#add(module)
      if (change.kind !== 'none') {
        changes.set(module.id, change)
      }
    }
    return { changes, parts: this.affected(changes) }
  }

  /** What reaches the changed parts, in the graph as it is. Each part is visited once. */
  affected(changes: ReadonlyMap<ModuleId, DefinitionChange>): Reached {
    const starts = [...changes].flatMap(([module, change]) => this.#startsOf(module, change))
    return walkPlaces(starts, (place) => this.#usersOf(place))
  }

  /** What has changed in a module, and the exports of others that come, or came, out of it by one of its names. */
  #startsOf(module: ModuleId, change: DefinitionChange): Place[] {
    const names = change.kind === 'some' ? change.exports : []
    const passed = names.flatMap((name) => [
      ...this.#usersOfPassed(module, (_asking, asked) => asked === name && name !== 'default'),
    ])
    return [...changedParts(change).map((part) => ({ module, part })), ...passed]
  }

  /** What some exports of a module reach, with its evaluation; `*` for all of them. */
  reach(module: ModuleId, exports: readonly string[] | '*'): Reached {
    const parts = exports === '*' ? [EVERYTHING as PartName] : exports.map(exportPart)
    const starts = [EVALUATION as PartName, ...parts].map((part) => ({ module, part }))
    return walkPlaces(starts, (place) => this.#usedBy(place))
  }

  #add(module: DefinedModule): void {
    this.#idToBehind.clear()
    const { id, summary, links } = module
    const parts = partsOf(id, summary, links)
    const stars = summary?.kind === 'parsed' ? summary.stars : []
    const starTargets = stars.flatMap((specifier) => links.targets.get(specifier) ?? [])
    const hasStarOutside = stars.length > starTargets.length
    this.#entries.set(id, { ...module, parts, stars: starTargets, hasStarOutside })
    this.#users.add(id, parts)
    for (const star of starTargets) {
      let users = this.#starUsers.get(star)
      if (users === undefined) {
        users = new Set()
        this.#starUsers.set(star, users)
      }
      users.add(id)
    }
  }

  #remove(id: ModuleId): void {
    const entry = this.#entries.get(id)
    if (entry === undefined) {
      return
    }
    this.#idToBehind.clear()
    this.#entries.delete(id)
    this.#users.remove(id, entry.parts)
    for (const star of entry.stars) {
      this.#starUsers.get(star)?.delete(id)
    }
  }

  *#usedBy({ module, part }: Place): Generator<Place> {
    const entry = this.#entries.get(module)
    if (entry === undefined) {
      return
    }
    const listed = entry.parts.get(part)
    const name = exportName(part)
    if (listed !== undefined) {
      yield* listed
    } else if (entry.parts.has(WHOLE)) {
      yield { module, part: WHOLE }
    } else {
      yield* name === null ? [{ module, part: UNLISTED }] : this.#passed(entry, name)
    }
  }

  /** Where a name that a module doesn't list comes from: of all that have it, since none of them settles a conflict. */
  #passed(entry: Entry, name: string): Place[] {
    const behind = this.#behind(entry)
    const part = exportPart(name)
    if (name !== 'default' && (behind.names.has(part) || behind.hasWhole)) {
      return behind.entries
        .filter(({ parts }) => parts.has(part) || parts.has(WHOLE))
        .map(({ id }) => ({ module: id, part }))
    }
    if (name !== 'default' && behind.hasStarOutside) {
      // The name comes from outside of the graph.
      return []
    }
    // A plugin has added it, nobody knows to which of them.
    return [entry, ...behind.entries].map(({ id }) => ({ module: id, part: UNLISTED }))
  }

  /** What a module passes on by `export *`. */
  #behind(entry: Entry): Behind {
    let behind = this.#idToBehind.get(entry.id)
    if (behind === undefined) {
      behind = this.#lookBehind(entry)
      this.#idToBehind.set(entry.id, behind)
    }
    return behind
  }

  #lookBehind(entry: Entry): Behind {
    const ids = new Set(entry.stars)
    const entries: Entry[] = []
    const names = new Set<PartName>()
    for (const id of ids) {
      const star = this.#entries.get(id)
      if (star !== undefined) {
        entries.push(star)
        for (const part of star.parts.keys()) {
          names.add(part)
        }
        for (const further of star.stars) {
          ids.add(further)
        }
      }
    }
    const hasStarOutside = [entry, ...entries].some((one) => one.hasStarOutside)
    return { entries, names, hasWhole: names.has(WHOLE), hasStarOutside }
  }

  *#usersOf({ module, part }: Place): Generator<Place> {
    const entry = this.#entries.get(module)
    if (part === WHOLE) {
      yield* this.#users.ofAll(module)
      yield* this.#usersOfPassed(module, () => true)
      return
    }
    yield* this.#users.of(module, part)
    const name = exportName(part)
    if (part === UNLISTED && entry !== undefined) {
      const isMeant = (asking: Entry, asked: string) =>
        this.#passed(asking, asked).some((place) => place.module === module && place.part === UNLISTED)
      yield* this.#askedOf(entry, isMeant)
      yield* this.#usersOfPassed(module, isMeant)
    } else if (name !== null && name !== 'default' && entry?.parts.has(part) === true) {
      yield* this.#usersOfPassed(module, (_asking, asked) => asked === name)
    }
  }

  /** Exports that importers ask a module for and that it doesn't list. */
  *#askedOf(entry: Entry, isMeant: (asking: Entry, name: string) => boolean): Generator<Place> {
    for (const part of this.#users.partsOf(entry.id)) {
      const name = exportName(part)
      if (name !== null && !entry.parts.has(part) && isMeant(entry, name)) {
        yield { module: entry.id, part }
      }
    }
  }

  /** Exports that importers ask for and that come, or may come, out of a module over `export *`. */
  *#usersOfPassed(module: ModuleId, isMeant: (asking: Entry, name: string) => boolean): Generator<Place> {
    const users = new Set(this.#starUsers.get(module))
    for (const user of users) {
      const entry = this.#entries.get(user)
      if (entry !== undefined) {
        yield* this.#askedOf(entry, (asking, name) => name !== 'default' && isMeant(asking, name))
      }
      for (const further of this.#starUsers.get(user) ?? []) {
        users.add(further)
      }
    }
  }
}

function changeOf(before: Entry | undefined, after: DefinedModule): DefinitionChange {
  if (before === undefined) {
    return { kind: 'whole', why: 'new' }
  }
  return isSameLinks(before, after)
    ? definitionChange(before.summary, after.summary)
    : { kind: 'whole', why: 'other modules behind its imports' }
}

/** Compared where the text of both has a specifier: one that is new or gone shows in the text. */
function isSameLinks(before: DefinedModule, after: DefinedModule): boolean {
  const one = specifiersOf(before)
  const other = specifiersOf(after)
  const isSameTarget = [...one].every(
    (specifier) =>
      !other.has(specifier) || before.links.targets.get(specifier) === after.links.targets.get(specifier),
  )
  return (
    isSameTarget &&
    before.links.hasSideEffects === after.links.hasSideEffects &&
    before.links.unexplained.join('\n') === after.links.unexplained.join('\n')
  )
}

/** Of a module that can't be taken apart, those that the bundler knows of. */
function specifiersOf({ summary, links }: DefinedModule): ReadonlySet<string> {
  return summary?.kind === 'parsed' ? specifiersIn(summary) : new Set(links.targets.keys())
}

function changedParts(change: DefinitionChange): PartName[] {
  switch (change.kind) {
    case 'none':
      return []
    case 'whole':
      return [WHOLE]
    case 'some':
      return [
        ...change.definitions.map(definitionPart),
        ...change.exports.map(exportPart),
        // A namespace has one more or one less.
        ...(change.exports.length > 0 ? [EVERYTHING as PartName] : []),
        ...(change.hasOtherEffects ? [EFFECTS as PartName] : []),
      ]
  }
}
