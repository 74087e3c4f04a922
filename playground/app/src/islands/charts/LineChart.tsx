import { Axes } from './Axes'
import { ChartFrame } from './ChartFrame'
import styles from './chart.module.css'
import { defaultBox, extent, linear, type Point, path } from './scale'

export interface LineChartProps {
  title: string
  points: readonly Point[]
  /** Dashed vertical line. */
  markX?: number
  fromZero?: boolean
  formatX?: (value: number) => string
}

export function LineChart({ title, points, markX, fromZero = false, formatX }: LineChartProps) {
  const box = defaultBox
  const base = box.height - box.bottom
  const dx = extent(points.map((p) => p.x))
  const [low, high] = extent(points.map((p) => p.y))
  const dy: [number, number] = [fromZero ? Math.min(0, low) : low, high]
  const x = linear(dx, [box.left, box.width - box.right])
  const y = linear(dy, [base, box.top])
  const line = path(points, x, y)
  return (
    <ChartFrame title={title}>
      <Axes box={box} x={dx} y={dy} formatX={formatX} />
      {points.length > 1 && (
        <path className={styles.area} d={`${line}L${x(dx[1])} ${base}L${x(dx[0])} ${base}Z`} />
      )}
      <path className={styles.line} d={line} />
      {markX !== undefined && (
        <line className={styles.marker} x1={x(markX)} x2={x(markX)} y1={box.top} y2={base} />
      )}
    </ChartFrame>
  )
}
