import { ChartFrame } from './ChartFrame'
import styles from './chart.module.css'
import { type Box, linear } from './scale'

export interface Bar {
  label: string
  value: number
  color?: string
}

export interface BarChartProps {
  title: string
  bars: readonly Bar[]
  format?: (value: number) => string
}

/** Horizontal bars; negative values run to the left of the zero line. */
export function BarChart({ title, bars, format = String }: BarChartProps) {
  const box: Box = { width: 560, height: bars.length * 26 + 10, left: 96, right: 80, top: 4, bottom: 4 }
  const values = bars.map((bar) => bar.value)
  const x = linear([Math.min(0, ...values), Math.max(0, ...values)], [box.left, box.width - box.right])
  return (
    <ChartFrame title={title} box={box}>
      {bars.map(({ label, value, color }, i) => (
        <g key={label} transform={`translate(0 ${box.top + i * 26})`}>
          <text className={styles.tick} x={box.left - 8} y={15} textAnchor="end">
            {label}
          </text>
          <rect
            className={styles.bar}
            style={color ? { fill: color } : undefined}
            x={Math.min(x(0), x(value))}
            y={3}
            width={Math.abs(x(value) - x(0))}
            height={18}
            rx={3}
          />
          <text className={styles.tick} x={Math.max(x(0), x(value)) + 6} y={15}>
            {format(value)}
          </text>
        </g>
      ))}
    </ChartFrame>
  )
}
