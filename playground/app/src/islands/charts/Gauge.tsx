import { ChartFrame } from './ChartFrame'
import { linear } from './scale'

export interface GaugeProps {
  title: string
  value: number
  min: number
  max: number
  stops: readonly string[]
}

const box = { width: 320, height: 70, left: 10, right: 10, top: 10, bottom: 10 }

/** A coloured strip with a pointer, used for pH. */
export function Gauge({ title, value, min, max, stops }: GaugeProps) {
  const x = linear([min, max], [box.left, box.width - box.right])
  const width = (box.width - box.left - box.right) / stops.length
  const at = x(Math.min(max, Math.max(min, value)))
  return (
    <ChartFrame title={title} box={box}>
      {stops.map((color, i) => (
        <rect key={color} x={box.left + i * width} y={30} width={width + 0.5} height={22} fill={color} />
      ))}
      <path d={`M${at} 28l-7 -14h14Z`} fill="var(--ink)" />
      {[min, (min + max) / 2, max].map((tick) => (
        <text key={tick} x={x(tick)} y={66} fontSize={10} fill="var(--muted)" textAnchor="middle">
          {tick}
        </text>
      ))}
    </ChartFrame>
  )
}
