import { acids, equivalence, phAt, titrationCurve } from '@rekindle/playground-library'
import { useState } from 'react'
import BuretteIcon from '@/icons/glassware/burette.svg?react'
import { LineChart } from '../charts/LineChart'
import { NumberField } from '../ui/NumberField'
import { Panel } from '../ui/Panel'
import { RangeField } from '../ui/RangeField'
import { Result } from '../ui/Result'
import { SelectField } from '../ui/SelectField'
import { indicatorFor } from './indicators'

const options = acids.map(({ name }) => ({ value: name, label: name }))

export default function TitrationLab() {
  const [name, setName] = useState('Acetic acid')
  const [acid, setAcid] = useState(0.1)
  const [added, setAdded] = useState(10)
  const pka = acids.find((entry) => entry.name === name)?.pka ?? 4.76
  const titration = { acid, volume: 20, pka, base: 0.1 }
  const end = equivalence(titration)
  return (
    <Panel
      inputs={
        <>
          <BuretteIcon width={72} height={72} aria-hidden="true" />
          <SelectField label="Acid in the flask (20 mL)" value={name} options={options} onChange={setName} />
          <NumberField label="Concentration" unit="mol/L" value={acid} min={0.001} onChange={setAcid} />
          <RangeField
            label="0.1 mol/L NaOH added in mL"
            value={added}
            min={0}
            max={end * 2}
            step={0.1}
            onChange={setAdded}
          />
        </>
      }
    >
      <Result label="pH now">{phAt(titration, added).toFixed(2)}</Result>
      <Result label="Equivalence point">
        {end.toFixed(2)} mL at pH {phAt(titration, end).toFixed(2)}
      </Result>
      <Result label="Suitable indicator">{indicatorFor(phAt(titration, end)).name}</Result>
      <LineChart title="pH over added base (mL)" points={titrationCurve(titration)} markX={added} />
    </Panel>
  )
}
