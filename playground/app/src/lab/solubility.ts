import type { Solubility } from '@rekindle/playground-library'

export const marks: Record<Solubility, { sign: string; label: string }> = {
  soluble: { sign: '●', label: 'dissolves' },
  slightly: { sign: '◐', label: 'dissolves a little' },
  insoluble: { sign: '○', label: 'falls out' },
  decomposes: { sign: '✕', label: 'reacts with water or with itself' },
}

export interface SaltChoice {
  salt: string
  cation: string
  anion: string
  state: Solubility
}
