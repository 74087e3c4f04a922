import { ageFrom, decayCurve, notebook, nuclides, remaining } from '@rekindle/playground-library'
import { useState } from 'react'
import { LineChart } from '../charts/LineChart'
import { Panel } from '../ui/Panel'
import { RangeField } from '../ui/RangeField'
import { Result } from '../ui/Result'
import { SelectField } from '../ui/SelectField'
import { duration } from './duration'

const options = nuclides.map(({ label }) => ({ value: label, label }))

export default function DecayClock() {
  const [name, setName] = useState('Carbon-14')
  const [halfLives, setHalfLives] = useState(1.5)
  const nuclide = nuclides.find(({ label }) => label === name) ?? nuclides[0]
  const time = nuclide.halfLife * halfLives
  const left = remaining(nuclide.halfLife, time)
  return (
    <Panel
      inputs={
        <>
          <SelectField label="Nuclide" value={name} options={options} onChange={setName} />
          <RangeField
            label="Half-lives"
            value={halfLives}
            min={0}
            max={5}
            step={0.05}
            onChange={setHalfLives}
          />
        </>
      }
    >
      <Result label="Decay">
        {nuclide.mode}, half-life {duration(nuclide.halfLife)}
      </Result>
      <Result label="Time passed">{duration(time)}</Result>
      <Result label="Left of the sample">{(left * 100).toFixed(2)} %</Result>
      <Result label="One percent is left after">{duration(ageFrom(nuclide.halfLife, 0.01))}</Result>
      <LineChart
        title="Share left over time"
        points={decayCurve(nuclide.halfLife)}
        markX={time}
        fromZero
        formatX={(seconds) => (seconds === 0 ? '0' : notebook(seconds, 2))}
      />
    </Panel>
  )
}
