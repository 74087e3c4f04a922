import { ChartFrame } from './ChartFrame'
import { Legend } from './Legend'

export interface Slice {
  label: string
  value: number
  color: string
}

export interface DonutProps {
  title: string
  slices: readonly Slice[]
}

const box = { width: 200, height: 200, left: 0, right: 0, top: 0, bottom: 0 }

function arc(from: number, to: number): string {
  const at = (share: number) => {
    const angle = share * 2 * Math.PI - Math.PI / 2
    return `${(100 + 70 * Math.cos(angle)).toFixed(2)} ${(100 + 70 * Math.sin(angle)).toFixed(2)}`
  }
  const end = Math.min(to, from + 0.9999)
  return `M${at(from)}A70 70 0 ${end - from > 0.5 ? 1 : 0} 1 ${at(end)}`
}

export function Donut({ title, slices }: DonutProps) {
  const total = slices.reduce((sum, slice) => sum + slice.value, 0) || 1
  const starts = slices.map((_, i) => slices.slice(0, i).reduce((sum, slice) => sum + slice.value, 0) / total)
  return (
    <div style={{ maxWidth: '18rem' }}>
      <ChartFrame title={title} box={box}>
        {slices.map((slice, i) => (
          <path
            key={slice.label}
            d={arc(starts[i], starts[i] + slice.value / total)}
            fill="none"
            stroke={slice.color}
            strokeWidth={34}
          />
        ))}
      </ChartFrame>
      <Legend
        entries={slices.map(({ label, value, color }) => ({
          label: `${label} ${((value / total) * 100).toFixed(1)} %`,
          color,
        }))}
      />
    </div>
  )
}
