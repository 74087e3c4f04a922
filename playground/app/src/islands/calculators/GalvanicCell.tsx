import { cellVoltage, halfCells } from '@rekindle/playground-library'
import { Formula } from '@rekindle/playground-library/react'
import { useState } from 'react'
import { BarChart } from '../charts/BarChart'
import { Panel } from '../ui/Panel'
import { RangeField } from '../ui/RangeField'
import { Result } from '../ui/Result'
import { SelectField } from '../ui/SelectField'

const options = halfCells.map(({ metal }) => ({ value: metal, label: metal }))
const cell = (metal: string) => halfCells.find((entry) => entry.metal === metal) ?? halfCells[0]
const molar = (exponent: number) => `${(10 ** exponent).toPrecision(2)} mol/L`

export default function GalvanicCell() {
  const [left, setLeft] = useState('Zn')
  const [right, setRight] = useState('Cu')
  const [exponent, setExponent] = useState(0)
  const voltage = cellVoltage(cell(left), cell(right), 10 ** exponent, 1)
  return (
    <Panel
      inputs={
        <>
          <SelectField label="Left electrode" value={left} options={options} onChange={setLeft} />
          <SelectField label="Right electrode" value={right} options={options} onChange={setRight} />
          <RangeField
            label="Ions at the left"
            value={exponent}
            min={-6}
            max={0}
            step={0.1}
            format={molar}
            onChange={setExponent}
          />
        </>
      }
    >
      <Result label="Cell">
        <Formula>{left}</Formula> | <Formula>{cell(left).ion}</Formula> ||{' '}
        <Formula>{cell(right).ion}</Formula> | <Formula>{right}</Formula>
      </Result>
      <Result label="Voltage">{voltage.toFixed(3)} V</Result>
      <p>{voltage > 0 ? `${left} dissolves and gives away electrons.` : `${right} dissolves instead.`}</p>
      <BarChart
        title="Standard potentials in volts"
        bars={halfCells.map(({ metal, potential }) => ({
          label: metal,
          value: potential,
          color: metal === left || metal === right ? 'var(--accent)' : undefined,
        }))}
      />
    </Panel>
  )
}
