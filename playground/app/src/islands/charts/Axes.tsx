import { notebook } from '@rekindle/playground-library'
import styles from './chart.module.css'
import { type Box, linear, ticks } from './scale'

export interface AxesProps {
  box: Box
  x: readonly [number, number]
  y: readonly [number, number]
  formatX?: (value: number) => string
}

const plain = (value: number) => notebook(value, 3)

export function Axes({ box, x, y, formatX = plain }: AxesProps) {
  const base = box.height - box.bottom
  const sx = linear(x, [box.left, box.width - box.right])
  const sy = linear(y, [base, box.top])
  return (
    <g>
      <line className={styles.axis} x1={box.left} x2={box.width - box.right} y1={base} y2={base} />
      <line className={styles.axis} x1={box.left} x2={box.left} y1={box.top} y2={base} />
      {ticks(x).map((value) => (
        <text key={value} className={styles.tick} x={sx(value)} y={base + 16} textAnchor="middle">
          {formatX(value)}
        </text>
      ))}
      {ticks(y, 4).map((value) => (
        <text key={value} className={styles.tick} x={box.left - 6} y={sy(value) + 3} textAnchor="end">
          {plain(value)}
        </text>
      ))}
    </g>
  )
}
