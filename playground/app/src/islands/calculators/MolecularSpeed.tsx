import { molarMass, rmsSpeed, speedCurve } from '@rekindle/playground-library'
import { useState } from 'react'
import { attempt } from '../attempt'
import { LineChart } from '../charts/LineChart'
import { Choices } from '../ui/Choices'
import { ErrorNote } from '../ui/ErrorNote'
import { Panel } from '../ui/Panel'
import { RangeField } from '../ui/RangeField'
import { Result } from '../ui/Result'
import { TextField } from '../ui/TextField'

export default function MolecularSpeed() {
  const [formula, setFormula] = useState('N2')
  const [kelvin, setKelvin] = useState(298)
  const mass = attempt(() => molarMass(formula))
  return (
    <Panel
      inputs={
        <>
          <TextField label="Molecule" value={formula} onChange={setFormula} />
          <Choices items={['H2', 'He', 'CH4', 'N2', 'CO2', 'SF6']} onPick={setFormula} />
          <RangeField
            label="Temperature in kelvin"
            value={kelvin}
            min={50}
            max={1500}
            step={10}
            onChange={setKelvin}
          />
        </>
      }
    >
      {mass.ok ? (
        <>
          <Result label="Root mean square speed">{rmsSpeed(mass.value, kelvin).toFixed(0)} m/s</Result>
          <LineChart
            title="How the molecules share their speeds (m/s)"
            points={speedCurve(mass.value, kelvin)}
            markX={rmsSpeed(mass.value, kelvin)}
            fromZero
          />
        </>
      ) : (
        <ErrorNote error={mass.error} source={formula} />
      )}
    </Panel>
  )
}
