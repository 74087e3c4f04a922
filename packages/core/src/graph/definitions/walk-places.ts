import type { ModuleId } from '../module-node.ts'
import type { PartName, Place } from './module-parts.ts'

/** Parts of modules that were reached, each with the place that it was reached from; null where the walk began. */
export type Reached = ReadonlyMap<ModuleId, ReadonlyMap<PartName, Place | null>>

/** Every place that is reached from some over `next`, once. */
export function walkPlaces(starts: Iterable<Place>, next: (place: Place) => Iterable<Place>): Reached {
  const reached = new Map<ModuleId, Map<PartName, Place | null>>()
  const queue: Place[] = []
  const add = (place: Place, from: Place | null): void => {
    let parts = reached.get(place.module)
    if (parts === undefined) {
      parts = new Map()
      reached.set(place.module, parts)
    }
    if (!parts.has(place.part)) {
      parts.set(place.part, from)
      queue.push(place)
    }
  }
  for (const start of starts) {
    add(start, null)
  }
  for (const place of queue) {
    for (const further of next(place)) {
      add(further, place)
    }
  }
  return reached
}
