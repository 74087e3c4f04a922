import { indicators } from '../calculators/indicators'
import { ChartFrame } from '../charts/ChartFrame'
import { linear } from '../charts/scale'

const box = { width: 560, height: indicators.length * 28 + 30, left: 130, right: 16, top: 6, bottom: 24 }

/** In which pH range every indicator changes from one colour to the other. */
export default function IndicatorChart() {
  const x = linear([0, 14], [box.left, box.width - box.right])
  return (
    <ChartFrame title="Colour change of indicators over pH" box={box}>
      {indicators.map(({ name, from, to, acid, base }, i) => (
        <g key={name} transform={`translate(0 ${box.top + i * 28})`}>
          <text x={box.left - 10} y={15} fontSize={12} fill="currentColor" textAnchor="end">
            {name}
          </text>
          <linearGradient id={`indicator-${i}`}>
            <stop offset="0" stopColor={acid} />
            <stop offset="1" stopColor={base} />
          </linearGradient>
          <rect x={x(0)} y={4} width={x(from) - x(0)} height={16} fill={acid} stroke="var(--line)" />
          <rect x={x(from)} y={4} width={x(to) - x(from)} height={16} fill={`url(#indicator-${i})`} />
          <rect x={x(to)} y={4} width={x(14) - x(to)} height={16} fill={base} stroke="var(--line)" />
        </g>
      ))}
      {[0, 7, 14].map((ph) => (
        <text key={ph} x={x(ph)} y={box.height - 6} fontSize={11} fill="var(--muted)" textAnchor="middle">
          {ph}
        </text>
      ))}
    </ChartFrame>
  )
}
