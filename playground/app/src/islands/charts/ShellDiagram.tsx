import { elementByNumber, shells } from '@rekindle/playground-library'

export interface ShellDiagramProps {
  z: number
}

/** Rings with one dot per electron, the way schoolbooks draw atoms. */
export default function ShellDiagram({ z }: ShellDiagramProps) {
  const counts = shells(z)
  const step = 84 / Math.max(counts.length, 3)
  return (
    <svg viewBox="0 0 220 220" width="100%" role="img" aria-label={`Electron shells: ${counts.join(', ')}`}>
      <circle cx={110} cy={110} r={16} fill="var(--accent)" />
      <text x={110} y={115} textAnchor="middle" fontSize={13} fill="#fff">
        {elementByNumber(z)?.symbol}
      </text>
      {counts.map((count, shell) => {
        const r = 20 + step * (shell + 1)
        return (
          <g key={shell}>
            <circle cx={110} cy={110} r={r} fill="none" stroke="var(--line)" />
            {Array.from({ length: count }, (_, i) => {
              const angle = (i / count) * 2 * Math.PI + shell * 0.35
              return (
                <circle
                  key={i}
                  cx={110 + r * Math.cos(angle)}
                  cy={110 + r * Math.sin(angle)}
                  r={3}
                  fill="var(--teal)"
                />
              )
            })}
          </g>
        )
      })}
    </svg>
  )
}
