import { wordAt } from './record-row.ts'
import type { RecordTable, Row } from './record-table.ts'
import { usageField, usageRowWords } from './usage-codec.ts'

/** How the records of a table have been used, over all sessions. */
export class UsageTable {
  readonly #table: RecordTable
  readonly #rowToUsage: Map<Row, { usedAt: number; uses: number }> = new Map()

  constructor(table: RecordTable) {
    this.#table = table
  }

  /** Takes in the rows of a usage file; those of records that can't be found any more are left out. */
  add(rows: Uint32Array): void {
    for (let at = 0; at < rows.length; at += usageRowWords) {
      const row = this.#table.rowWithIdentity(
        wordAt(rows, at + usageField.key0),
        wordAt(rows, at + usageField.identity),
      )
      if (row !== null)
        this.#addUse(row, wordAt(rows, at + usageField.usedAt) * 1000, wordAt(rows, at + usageField.uses))
    }
  }

  /** Uses of the running session. @param now ms since 1970 */
  addUsed(rows: Iterable<Row>, now: number): void {
    for (const row of rows) this.#addUse(row, now, 1)
  }

  /** ms since 1970; 0 when no session is known to have used the record. */
  usedAt(row: Row): number {
    return this.#rowToUsage.get(row)?.usedAt ?? 0
  }

  uses(row: Row): number {
    return this.#rowToUsage.get(row)?.uses ?? 0
  }

  /** Everything, for a file; the numbers of uses are halved, so that what was used long ago counts for less. */
  agedRows(): Uint32Array {
    const rows = this.#table.addressRows([...this.#rowToUsage.keys()], usageRowWords)
    let at = 0
    for (const { usedAt, uses } of this.#rowToUsage.values()) {
      rows[at + usageField.usedAt] = usedAt / 1000
      rows[at + usageField.uses] = Math.ceil(uses / 2)
      at += usageRowWords
    }
    return rows
  }

  #addUse(row: Row, usedAt: number, uses: number): void {
    const usage = this.#rowToUsage.get(row)
    if (usage === undefined) this.#rowToUsage.set(row, { usedAt, uses })
    else {
      usage.usedAt = Math.max(usage.usedAt, usedAt)
      usage.uses += uses
    }
  }
}
