export const letters = ['s', 'p', 'd', 'f'] as const

export type Letter = (typeof letters)[number]

export interface Subshell {
  n: number
  l: number
}

export interface Filled extends Subshell {
  electrons: number
}

export function capacity(l: number): number {
  return 2 * (2 * l + 1)
}

export function label({ n, l }: Subshell): string {
  return `${n}${letters[l]}`
}

/** Madelung order: rising n + l, and rising n where those are equal. */
export function madelungOrder(maxN = 8): Subshell[] {
  const all: Subshell[] = []
  for (let n = 1; n <= maxN; n++) for (let l = 0; l < Math.min(n, 4); l++) all.push({ n, l })
  return all.sort((a, b) => a.n + a.l - (b.n + b.l) || a.n - b.n)
}
