import type { Block, Category, ElementRecord, Phase } from './types'

type Num = number | null

/** One row of a period file, in the order of its columns. */
export type Row = [
  z: number,
  symbol: string,
  name: string,
  mass: number,
  group: Num,
  block: Block,
  category: Category,
  electronegativity: Num,
  phase: Phase,
  melting: Num,
  boiling: Num,
  density: Num,
  discovered: Num,
  oxidation: number[],
]

export function toRecords(period: number, rows: readonly Row[]): ElementRecord[] {
  return rows.map((row) => ({
    z: row[0],
    symbol: row[1],
    name: row[2],
    mass: row[3],
    period,
    group: row[4],
    block: row[5],
    category: row[6],
    electronegativity: row[7],
    phase: row[8],
    melting: row[9],
    boiling: row[10],
    density: row[11],
    discovered: row[12],
    oxidation: row[13],
  }))
}
