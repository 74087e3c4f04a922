import { compressionFactor, realGases, realPressure } from '@rekindle/playground-library'
import { Formula } from '@rekindle/playground-library/react'
import { useState } from 'react'
import { LineChart } from '../charts/LineChart'
import { Panel } from '../ui/Panel'
import { RangeField } from '../ui/RangeField'
import { Result } from '../ui/Result'
import { SelectField } from '../ui/SelectField'

const options = realGases.map(({ gas }) => ({ value: gas, label: gas }))

/** Van der Waals against the ideal gas: one mole, squeezed more and more. */
export default function RealGas() {
  const [name, setName] = useState('Carbon dioxide')
  const [kelvin, setKelvin] = useState(350)
  const [litres, setLitres] = useState(0.5)
  const gas = realGases.find((entry) => entry.gas === name) ?? realGases[0]
  const z = (l: number) => compressionFactor(gas, 1, l / 1000, kelvin)
  const curve = Array.from({ length: 60 }, (_, i) => 0.12 + i * 0.04).map((x) => ({ x, y: z(x) }))
  return (
    <Panel
      inputs={
        <>
          <SelectField label="Gas" value={name} options={options} onChange={setName} />
          <RangeField label="Temperature" value={kelvin} min={200} max={800} step={5} onChange={setKelvin} />
          <RangeField
            label="Volume of one mole in litres"
            value={litres}
            min={0.12}
            max={2.4}
            step={0.02}
            onChange={setLitres}
          />
        </>
      }
    >
      <Result label="Gas">
        <Formula>{gas.formula}</Formula>
      </Result>
      <Result label="Pressure">{(realPressure(gas, 1, litres / 1000, kelvin) / 1e5).toFixed(2)} bar</Result>
      <Result label="Compression factor">{z(litres).toFixed(3)}</Result>
      <LineChart title="Compression factor over the molar volume in litres" points={curve} markX={litres} />
    </Panel>
  )
}
