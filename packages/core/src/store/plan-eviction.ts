import { type EvictionFacts, policies } from './eviction-policy.ts'
import type { Row } from './record-table.ts'
import type { StoreLimits } from './store-limits.ts'

/** A stored record that can still be found. */
export interface LiveRecord {
  readonly row: Row
  /** With its header, as it stands in its segment. */
  readonly bytes: number
  readonly isTable: boolean
  readonly facts: EvictionFacts
}

/**
 * Chooses the records that must go: first those that nobody has used for too long, then, by the policy, as many as
 * it takes to get below the limits. Versions of tables go last: every session reads them.
 *
 * @param records those that may be chosen
 * @param occupiedBytes size of all segments, with what can't be found in them any more
 * @param shareLeft how much of an exceeded limit is left
 * @param now by the clock of the machine, ms: a clock that was ahead keeps records for longer, never less long
 */
export function planEviction(
  records: readonly LiveRecord[],
  occupiedBytes: number,
  limits: StoreLimits,
  shareLeft: number,
  now: number,
): ReadonlySet<Row> {
  const victims = new Set<Row>()
  const staying = records.filter((record) => {
    const { recordedAt, usedAt } = record.facts
    const isTooOld = !record.isTable && now - Math.max(recordedAt, usedAt) > limits.maxAge
    if (isTooOld) victims.add(record.row)
    return !isTooOld
  })
  let bytes = staying.reduce((sum, record) => sum + record.bytes, 0)
  let entries = staying.reduce((sum, record) => sum + (record.isTable ? 0 : 1), 0)
  const byteGoal = occupiedBytes > limits.maxBytes ? limits.maxBytes * shareLeft : Infinity
  const entryGoal = entries > limits.maxEntries ? Math.ceil(limits.maxEntries * shareLeft) : Infinity
  if (bytes <= byteGoal && entries <= entryGoal) return victims

  for (const record of inOrderOfEviction(staying, limits)) {
    if (bytes <= byteGoal && entries <= entryGoal) break
    if (record.isTable && bytes <= byteGoal) continue
    victims.add(record.row)
    bytes -= record.bytes
    entries -= record.isTable ? 0 : 1
  }
  return victims
}

function inOrderOfEviction(records: readonly LiveRecord[], { policy }: StoreLimits): LiveRecord[] {
  const rankOf = policies[policy]
  const ranked = records.map((record) => ({ record, rank: rankOf(record.facts) }))
  ranked.sort((a, b) => {
    if (a.record.isTable !== b.record.isTable) return a.record.isTable ? 1 : -1
    return a.rank - b.rank || a.record.facts.recordedAt - b.record.facts.recordedAt
  })
  return ranked.map(({ record }) => record)
}
