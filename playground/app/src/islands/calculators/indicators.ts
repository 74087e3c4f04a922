import list from '@/data/indicators.json'

export interface Indicator {
  name: string
  from: number
  to: number
  acid: string
  base: string
}

export const indicators: readonly Indicator[] = list

/** The indicator whose range lies closest around a pH. */
export function indicatorFor(ph: number): Indicator {
  const distance = ({ from, to }: Indicator) => Math.abs((from + to) / 2 - ph)
  return indicators.reduce((best, next) => (distance(next) < distance(best) ? next : best))
}
