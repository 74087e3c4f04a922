import { acidPh, acids, describePh } from '@rekindle/playground-library'
import { Formula } from '@rekindle/playground-library/react'
import { useState } from 'react'
import { phColors } from '../charts/colors'
import { Gauge } from '../charts/Gauge'
import { Panel } from '../ui/Panel'
import { RangeField } from '../ui/RangeField'
import { Result } from '../ui/Result'
import { SelectField } from '../ui/SelectField'

const options = acids.map(({ name }) => ({ value: name, label: name }))

export default function PhCalculator() {
  const [name, setName] = useState('Acetic acid')
  const [exponent, setExponent] = useState(-1)
  const acid = acids.find((entry) => entry.name === name) ?? acids[0]
  const concentration = 10 ** exponent
  const ph = acidPh(concentration, acid.pka)
  return (
    <Panel
      inputs={
        <>
          <SelectField label="Acid" value={name} options={options} onChange={setName} />
          <RangeField
            label="Concentration"
            value={exponent}
            min={-9}
            max={0}
            step={0.1}
            format={(value) => `${(10 ** value).toPrecision(2)} mol/L`}
            onChange={setExponent}
          />
        </>
      }
    >
      <Result label="Acid">
        <Formula>{acid.formula}</Formula>, pKa {acid.pka}
      </Result>
      <Result label="pH">
        {ph.toFixed(2)} ({describePh(ph)})
      </Result>
      <Result label="Protolysed">
        {((100 * 10 ** -acid.pka) / (10 ** -acid.pka + 10 ** -ph)).toPrecision(3)} %
      </Result>
      <Gauge title="pH scale" value={ph} min={0} max={14} stops={phColors} />
    </Panel>
  )
}
