import type { ModuleId } from '../module-node.ts'
import type { PartName, Place } from './module-parts.ts'

type Users = Map<ModuleId, Set<PartName>>

/** Who uses which part of which module: the inverse of what modules list. */
export class PlaceUsers {
  readonly #moduleToUsers: Map<ModuleId, Map<PartName, Users>> = new Map()

  add(user: ModuleId, parts: ReadonlyMap<PartName, readonly Place[]>): void {
    for (const [part, targets] of parts) {
      for (const target of targets) {
        this.#usersOf(target, user).add(part)
      }
    }
  }

  remove(user: ModuleId, parts: ReadonlyMap<PartName, readonly Place[]>): void {
    for (const targets of parts.values()) {
      for (const { module, part } of targets) {
        const partToUsers = this.#moduleToUsers.get(module)
        const users = partToUsers?.get(part)
        users?.delete(user)
        if (users?.size === 0) {
          partToUsers?.delete(part)
        }
      }
    }
  }

  /** Parts of a module that somebody uses, also such that it doesn't have. */
  partsOf(module: ModuleId): PartName[] {
    return [...(this.#moduleToUsers.get(module)?.keys() ?? [])]
  }

  *of(module: ModuleId, part: PartName): Generator<Place> {
    for (const [user, parts] of this.#moduleToUsers.get(module)?.get(part) ?? []) {
      for (const userPart of parts) {
        yield { module: user, part: userPart }
      }
    }
  }

  *ofAll(module: ModuleId): Generator<Place> {
    for (const part of this.partsOf(module)) {
      yield* this.of(module, part)
    }
  }

  #usersOf({ module, part }: Place, user: ModuleId): Set<PartName> {
    let partToUsers = this.#moduleToUsers.get(module)
    if (partToUsers === undefined) {
      partToUsers = new Map()
      this.#moduleToUsers.set(module, partToUsers)
    }
    let users = partToUsers.get(part)
    if (users === undefined) {
      users = new Map()
      partToUsers.set(part, users)
    }
    let parts = users.get(user)
    if (parts === undefined) {
      parts = new Set()
      users.set(user, parts)
    }
    return parts
  }
}
