export type Block = 's' | 'p' | 'd' | 'f'

export type Phase = 'solid' | 'liquid' | 'gas' | 'unknown'

export type Category =
  | 'alkali'
  | 'alkaline-earth'
  | 'transition'
  | 'post-transition'
  | 'metalloid'
  | 'nonmetal'
  | 'halogen'
  | 'noble-gas'
  | 'lanthanide'
  | 'actinide'
  | 'unknown'

export interface ElementRecord {
  /** Atomic number. */
  z: number
  symbol: string
  name: string
  /** Standard atomic weight, or the mass number of the longest-lived isotope. */
  mass: number
  period: number
  /** IUPAC group 1 to 18; null inside the f block. */
  group: number | null
  block: Block
  category: Category
  /** Electronegativity on the Pauling scale. */
  electronegativity: number | null
  phase: Phase
  /** Kelvin. */
  melting: number | null
  /** Kelvin. */
  boiling: number | null
  /** Grams per cubic centimetre at room temperature. */
  density: number | null
  /** Year of discovery; null for elements known since antiquity. */
  discovered: number | null
  oxidation: readonly number[]
}
