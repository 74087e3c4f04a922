import { ChartFrame } from './ChartFrame'
import { linear } from './scale'
import { wavelengthColor } from './wavelength'

export interface SpectrumStripProps {
  title: string
  /** Nanometres. */
  lines: readonly number[]
}

const box = { width: 560, height: 84, left: 10, right: 10, top: 4, bottom: 22 }

/** Emission lines on black, each in the colour that the eye sees. */
export function SpectrumStrip({ title, lines }: SpectrumStripProps) {
  const x = linear([380, 720], [box.left, box.width - box.right])
  return (
    <ChartFrame title={title} box={box}>
      <rect x={box.left} y={box.top} width={box.width - 20} height={54} fill="#0b0b12" rx={4} />
      {lines
        .filter((nm) => nm >= 380 && nm <= 720)
        .map((nm) => (
          <rect key={nm} x={x(nm) - 1.2} y={box.top} width={2.4} height={54} fill={wavelengthColor(nm)} />
        ))}
      {[400, 500, 600, 700].map((nm) => (
        <text key={nm} x={x(nm)} y={76} fontSize={10} fill="var(--muted)" textAnchor="middle">
          {nm} nm
        </text>
      ))}
    </ChartFrame>
  )
}
