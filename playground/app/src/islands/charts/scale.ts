export interface Point {
  x: number
  y: number
}

export interface Box {
  width: number
  height: number
  left: number
  bottom: number
  top: number
  right: number
}

export const defaultBox: Box = { width: 560, height: 260, left: 52, bottom: 30, top: 12, right: 12 }

export type Scale = (value: number) => number

export function linear(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const span = domain[1] - domain[0] || 1
  return (value) => range[0] + ((value - domain[0]) / span) * (range[1] - range[0])
}

export function extent(values: readonly number[]): [number, number] {
  return values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)]
}

/** Round numbers that divide a domain into about `count` parts. */
export function ticks([low, high]: readonly [number, number], count = 5): number[] {
  const raw = (high - low) / count || 1
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = ([1, 2, 5, 10].find((m) => m * power >= raw) ?? 10) * power
  const out: number[] = []
  for (let value = Math.ceil(low / step) * step; value <= high + step * 1e-9; value += step) {
    out.push(Number(value.toPrecision(10)))
  }
  return out
}

export function path(points: readonly Point[], x: Scale, y: Scale): string {
  return points.map((p, i) => `${i === 0 ? 'M' : 'L'}${x(p.x).toFixed(1)} ${y(p.y).toFixed(1)}`).join('')
}
