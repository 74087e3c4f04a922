import { gibbs, reactionThermo, thermoTable } from '@rekindle/playground-library'
import { EquationView } from '@rekindle/playground-library/react'
import { useState } from 'react'
import { attempt } from '../attempt'
import { LineChart } from '../charts/LineChart'
import { Choices } from '../ui/Choices'
import { ErrorNote } from '../ui/ErrorNote'
import { Panel } from '../ui/Panel'
import { RangeField } from '../ui/RangeField'
import { Result } from '../ui/Result'
import { TextField } from '../ui/TextField'

const samples = ['CaCO3 -> CaO + CO2', 'CH4 + O2 -> CO2 + H2O', 'N2 + H2 -> NH3', 'Fe2O3 + Al -> Fe + Al2O3']
const temperatures = Array.from({ length: 40 }, (_, i) => 200 + i * 40)

export default function ReactionEnergy() {
  const [text, setText] = useState(samples[0])
  const [kelvin, setKelvin] = useState(298)
  const result = attempt(() => reactionThermo(text))
  const thermo = result.ok ? result.value : null
  return (
    <Panel
      inputs={
        <>
          <TextField label="Reaction" value={text} onChange={setText} />
          <Choices items={samples} onPick={setText} />
          <RangeField
            label="Temperature in kelvin"
            value={kelvin}
            min={200}
            max={1760}
            step={2}
            onChange={setKelvin}
          />
        </>
      }
    >
      {!result.ok && <ErrorNote error={result.error} />}
      {result.ok && !thermo && <p>Known substances: {Object.keys(thermoTable).join(', ')}</p>}
      {thermo && (
        <>
          <p>
            <EquationView>{text}</EquationView>
          </p>
          <Result label="Enthalpy">{thermo.enthalpy.toFixed(1)} kJ/mol</Result>
          <Result label="Entropy">{thermo.entropy.toFixed(1)} J/(mol K)</Result>
          <Result label="Gibbs energy">
            {gibbs(thermo.enthalpy, thermo.entropy, kelvin).toFixed(1)} kJ/mol
          </Result>
          <LineChart
            title="Gibbs energy over temperature; below zero the reaction runs by itself"
            points={temperatures.map((x) => ({ x, y: gibbs(thermo.enthalpy, thermo.entropy, x) }))}
            markX={kelvin}
          />
        </>
      )}
    </Panel>
  )
}
