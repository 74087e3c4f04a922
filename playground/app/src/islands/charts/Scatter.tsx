import { Axes } from './Axes'
import { ChartFrame } from './ChartFrame'
import styles from './chart.module.css'
import { defaultBox, extent, linear } from './scale'

export interface ScatterPoint {
  x: number
  y: number
  label: string
  color?: string
}

export interface ScatterProps {
  title: string
  points: readonly ScatterPoint[]
  labelled?: readonly string[]
}

export function Scatter({ title, points, labelled = [] }: ScatterProps) {
  const box = defaultBox
  const dx = extent(points.map((p) => p.x))
  const dy = extent(points.map((p) => p.y))
  const x = linear(dx, [box.left + 6, box.width - box.right - 6])
  const y = linear(dy, [box.height - box.bottom - 4, box.top + 8])
  return (
    <ChartFrame title={title}>
      <Axes box={box} x={dx} y={dy} />
      {points.map((point) => (
        <g key={point.label}>
          <circle
            className={styles.dot}
            style={point.color ? { fill: point.color } : undefined}
            cx={x(point.x)}
            cy={y(point.y)}
            r={3.5}
          >
            <title>{`${point.label}: ${point.y}`}</title>
          </circle>
          {labelled.includes(point.label) && (
            <text className={styles.tick} x={x(point.x) + 5} y={y(point.y) - 5}>
              {point.label}
            </text>
          )}
        </g>
      ))}
    </ChartFrame>
  )
}
