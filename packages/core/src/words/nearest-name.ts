/**
 * The name that was most likely meant; null: none is near. Near is what at most a third of the letters, or two of them, lead to:
 * one replaced, left out, added, or two neighbours swapped (optimal string alignment distance). Capitals and dashes don't count.
 */
export function nearestName(given: string, names: Iterable<string>): string | null {
  let nearest: string | null = null
  let smallest = Math.max(2, Math.floor(given.length / 3)) + 1
  for (const name of names) {
    const distance = alignmentDistance(plain(given), plain(name))
    if (distance < smallest && distance < name.length) {
      nearest = name
      smallest = distance
    }
  }
  return nearest
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '')
}

function alignmentDistance(one: string, other: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isEqual = one[row - 1] === other[column - 1]
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isEqual ? 0 : 1),
        isSwapped && row > 1 && column > 1 ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    beforeLast = last
    last = current
  }
  return last[other.length] ?? 0
}
