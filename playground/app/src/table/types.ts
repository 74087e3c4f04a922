import type { ElementRecord } from '@rekindle/playground-library/elements'

export interface TileProps {
  element: ElementRecord
  /** Faded tiles are filtered out but keep their place. */
  faded?: boolean
  /** 0 to 1: how strongly the tile is tinted; without it the category colours the tile. */
  heat?: number
}

export type Tint = 'category' | 'electronegativity' | 'melting' | 'density'
