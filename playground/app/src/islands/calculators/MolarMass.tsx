import { massShares, molarMass, notebook, parseFormula, roundTo } from '@rekindle/playground-library'
import { Formula } from '@rekindle/playground-library/react'
import { useState } from 'react'
import { attempt } from '../attempt'
import { sliceColor } from '../charts/colors'
import { Donut } from '../charts/Donut'
import { Choices } from '../ui/Choices'
import { ErrorNote } from '../ui/ErrorNote'
import { NumberField } from '../ui/NumberField'
import { Panel } from '../ui/Panel'
import { Result } from '../ui/Result'
import { TextField } from '../ui/TextField'

const samples = ['H2O', 'CuSO4·5H2O', 'C8H10N4O2', 'Ca(OH)2', 'C12H22O11', 'K3[Fe(CN)6]']

export default function MolarMass() {
  const [text, setText] = useState('CuSO4·5H2O')
  const [grams, setGrams] = useState(10)
  const parsed = attempt(() => ({ formula: parseFormula(text), shares: massShares(text) }))
  return (
    <Panel
      inputs={
        <>
          <TextField label="Formula" value={text} onChange={setText} />
          <Choices items={samples} onPick={setText} />
          <NumberField label="Sample" unit="g" value={grams} min={0} onChange={setGrams} />
        </>
      }
    >
      {parsed.ok ? (
        <>
          <Result label="Formula">
            <Formula>{text}</Formula>
          </Result>
          <Result label="Molar mass">{molarMass(parsed.value.formula).toFixed(3)} g/mol</Result>
          <Result label="Amount in the sample">
            {roundTo(grams / molarMass(parsed.value.formula), 4)} mol
          </Result>
          <Result label="Formula units">
            {notebook((grams / molarMass(parsed.value.formula)) * 6.02214076e23)}
          </Result>
          <Donut
            title="Composition by mass"
            slices={parsed.value.shares.map((share, i) => ({
              label: share.symbol,
              value: share.fraction,
              color: sliceColor(i),
            }))}
          />
        </>
      ) : (
        <ErrorNote error={parsed.error} source={text} />
      )}
    </Panel>
  )
}
