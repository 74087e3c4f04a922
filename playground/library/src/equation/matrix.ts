import type { Fraction } from '../numbers/fraction'

export type Matrix = Fraction[][]

/** Brings a matrix to reduced row echelon form and tells the pivot columns. */
export function rowReduce(input: Matrix): { rows: Matrix; pivots: number[] } {
  const rows = input.map((row) => [...row])
  const pivots: number[] = []
  const width = rows[0]?.length ?? 0
  let r = 0
  for (let c = 0; c < width && r < rows.length; c++) {
    const at = rows.findIndex((row, i) => i >= r && !row[c].isZero)
    if (at === -1) continue
    ;[rows[r], rows[at]] = [rows[at], rows[r]]
    const pivot = rows[r][c]
    rows[r] = rows[r].map((x) => x.over(pivot))
    for (let i = 0; i < rows.length; i++) {
      if (i === r || rows[i][c].isZero) continue
      const factor = rows[i][c]
      rows[i] = rows[i].map((x, j) => x.minus(factor.times(rows[r][j])))
    }
    pivots.push(c)
    r++
  }
  return { rows, pivots }
}
