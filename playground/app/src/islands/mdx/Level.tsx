import { trend } from '@rekindle/playground-library/elements'
import { BarChart } from '../charts/BarChart'

export interface LevelProps {
  prop: 'density' | 'melting' | 'boiling' | 'electronegativity'
  of: readonly string[]
  title: string
}

/** Compares one property of a handful of elements. */
export function Level({ prop, of, title }: LevelProps) {
  const points = trend(prop, (element) => of.includes(element.symbol))
  const bars = of.flatMap((symbol) => {
    const found = points.find((point) => point.symbol === symbol)
    return found ? [{ label: symbol, value: found.value }] : []
  })
  return <BarChart title={title} bars={bars} />
}
