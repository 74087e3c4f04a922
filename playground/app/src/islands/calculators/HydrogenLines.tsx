import { levelEnergy, series, transitionWavelength } from '@rekindle/playground-library'
import { useState } from 'react'
import spectrum from '@/assets/hydrogen-spectrum.png'
import { SpectrumStrip } from '../charts/SpectrumStrip'
import { Panel } from '../ui/Panel'
import { RangeField } from '../ui/RangeField'
import { Result } from '../ui/Result'
import { SelectField } from '../ui/SelectField'

const options = series.map(({ name, region }) => ({ value: name as string, label: `${name} (${region})` }))

export default function HydrogenLines() {
  const [name, setName] = useState('Balmer')
  const [above, setAbove] = useState(1)
  const chosen = series.find((entry) => entry.name === name) ?? series[1]
  const from = chosen.to + above
  const lines = [1, 2, 3, 4, 5, 6].map((step) => transitionWavelength(chosen.to + step, chosen.to))
  return (
    <Panel
      inputs={
        <>
          <SelectField label="Series" value={name} options={options} onChange={setName} />
          <RangeField label="Levels above" value={above} min={1} max={6} onChange={setAbove} />
          <img src={spectrum} alt="Emission spectrum of hydrogen: red, blue-green and violet lines" />
        </>
      }
    >
      <Result label="Jump">
        {from} → {chosen.to}
      </Result>
      <Result label="Energy of the upper level">{levelEnergy(from).toFixed(3)} eV</Result>
      <Result label="Wavelength">{transitionWavelength(from, chosen.to).toFixed(1)} nm</Result>
      <SpectrumStrip title={`Visible lines of the ${chosen.name} series`} lines={lines} />
    </Panel>
  )
}
