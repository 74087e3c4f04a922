import { type ElementRecord, extremes, trend } from '@rekindle/playground-library/elements'
import type { Option } from '@/ui/types'
import type { Tint } from './types'

export const tints: readonly Option<Tint>[] = [
  { value: 'category', label: 'Kind of element' },
  { value: 'electronegativity', label: 'Electronegativity' },
  { value: 'melting', label: 'Melting point' },
  { value: 'density', label: 'Density' },
]

/** Maps a property to 0 to 1 over all elements; undefined where the value is unknown. */
export function heatOf(tint: Tint): (element: ElementRecord) => number | undefined {
  if (tint === 'category') return () => undefined
  const ends = extremes(trend(tint))
  return (element) => {
    const value = element[tint]
    if (value === null || !ends) return undefined
    return (value - ends.min.value) / (ends.max.value - ends.min.value)
  }
}
