import { configuration } from './configuration'
import type { Filled } from './subshells'

/** Electrons per main shell, K first. */
export function shells(z: number): number[] {
  const out: number[] = []
  for (const { n, electrons } of configuration(z)) out[n - 1] = (out[n - 1] ?? 0) + electrons
  return Array.from(out, (n) => n ?? 0)
}

/** Spins of one subshell by Hund's rule: every box first gets an up arrow, then the downs follow. */
export function boxes({ l, electrons }: Filled): ('empty' | 'up' | 'pair')[] {
  const count = 2 * l + 1
  return Array.from({ length: count }, (_, i) => {
    if (i + count < electrons) return 'pair'
    return i < electrons ? 'up' : 'empty'
  })
}

export function unpaired(z: number): number {
  return configuration(z).reduce((sum, f) => sum + boxes(f).filter((box) => box === 'up').length, 0)
}
