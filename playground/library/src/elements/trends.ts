import { elements } from './lookup'
import type { ElementRecord } from './types'

export type TrendKey = 'electronegativity' | 'melting' | 'boiling' | 'density' | 'mass'

export interface TrendPoint {
  z: number
  symbol: string
  value: number
}

export const trendLabels: Record<TrendKey, string> = {
  electronegativity: 'Electronegativity (Pauling)',
  melting: 'Melting point (K)',
  boiling: 'Boiling point (K)',
  density: 'Density (g/cm³)',
  mass: 'Atomic weight (u)',
}

export function trend(key: TrendKey, keep: (e: ElementRecord) => boolean = () => true): TrendPoint[] {
  return elements.filter(keep).flatMap((e) => {
    const value = e[key]
    return value === null ? [] : [{ z: e.z, symbol: e.symbol, value }]
  })
}

export function extremes(points: readonly TrendPoint[]): { min: TrendPoint; max: TrendPoint } | null {
  if (points.length === 0) return null
  let min = points[0]
  let max = points[0]
  for (const point of points) {
    if (point.value < min.value) min = point
    if (point.value > max.value) max = point
  }
  return { min, max }
}
