import { averageMass, isotopes, isotopesOf } from '@rekindle/playground-library'
import { useState } from 'react'
import { BarChart } from '../charts/BarChart'
import { Panel } from '../ui/Panel'
import { RangeField } from '../ui/RangeField'
import { Result } from '../ui/Result'
import { SelectField } from '../ui/SelectField'

const symbols = [...new Set(isotopes.map(({ symbol }) => symbol))]

export default function IsotopeMix() {
  const [symbol, setSymbol] = useState('Cl')
  const [shift, setShift] = useState(0)
  const natural = isotopesOf(symbol)
  const mix = natural.map((isotope, i) => ({
    ...isotope,
    abundance: Math.min(
      1,
      Math.max(0, isotope.abundance + (i === 0 ? -shift : shift / (natural.length - 1))),
    ),
  }))
  return (
    <Panel
      inputs={
        <>
          <SelectField
            label="Element"
            value={symbol}
            options={symbols.map((value) => ({ value, label: value }))}
            onChange={(next) => {
              setSymbol(next)
              setShift(0)
            }}
          />
          <RangeField
            label="Enrichment of the heavy isotopes"
            value={shift}
            min={0}
            max={0.95}
            step={0.01}
            format={(value) => `${Math.round(value * 100)} points`}
            onChange={setShift}
          />
        </>
      }
    >
      <Result label="Natural atomic weight">{averageMass(natural).toFixed(4)} u</Result>
      <Result label="Of this mixture">{averageMass(mix).toFixed(4)} u</Result>
      <BarChart
        title="Share of every isotope"
        bars={mix.map(({ a, abundance }) => ({ label: `${a}${symbol}`, value: abundance }))}
        format={(value) => `${(value * 100).toFixed(2)} %`}
      />
    </Panel>
  )
}
