import { effusionRatio, gasDensity, molarMass } from '@rekindle/playground-library'
import { Formula } from '@rekindle/playground-library/react'
import { useState } from 'react'
import { attempt } from '../attempt'
import { BarChart } from '../charts/BarChart'
import { ErrorNote } from '../ui/ErrorNote'
import { Panel } from '../ui/Panel'
import { Result } from '../ui/Result'
import { TextField } from '../ui/TextField'

/** Two gases leave through the same pinhole: Graham's law. */
export default function GrahamRace() {
  const [first, setFirst] = useState('NH3')
  const [second, setSecond] = useState('HCl')
  const masses = attempt(() => [molarMass(first), molarMass(second)] as const)
  return (
    <Panel
      inputs={
        <>
          <TextField label="First gas" value={first} onChange={setFirst} />
          <TextField label="Second gas" value={second} onChange={setSecond} />
        </>
      }
    >
      {masses.ok ? (
        <>
          <Result label="Ratio of the speeds">
            {effusionRatio(masses.value[0], masses.value[1]).toFixed(3)}
          </Result>
          <Result label="Density at 0 °C and 1 bar">
            <Formula>{first}</Formula> {gasDensity(masses.value[0], 1e5, 273.15).toFixed(3)} g/L
          </Result>
          <BarChart
            title="Way covered in the same time"
            bars={[
              { label: first, value: effusionRatio(masses.value[0], masses.value[1]) },
              { label: `${second} `, value: 1 },
            ]}
            format={(value) => value.toFixed(2)}
          />
        </>
      ) : (
        <ErrorNote error={masses.error} />
      )}
    </Panel>
  )
}
