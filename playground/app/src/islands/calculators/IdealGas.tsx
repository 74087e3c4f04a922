import { type GasState, type GasVariable, notebook, solveIdeal } from '@rekindle/playground-library'
import { useState } from 'react'
import { NumberField } from '../ui/NumberField'
import { Panel } from '../ui/Panel'
import { Result } from '../ui/Result'
import { SelectField } from '../ui/SelectField'

const variables: readonly { value: GasVariable; label: string; unit: string }[] = [
  { value: 'p', label: 'Pressure', unit: 'Pa' },
  { value: 'v', label: 'Volume', unit: 'm³' },
  { value: 'n', label: 'Amount', unit: 'mol' },
  { value: 't', label: 'Temperature', unit: 'K' },
]

export default function IdealGas() {
  const [unknown, setUnknown] = useState<GasVariable>('v')
  const [state, setState] = useState<GasState>({ p: 101325, v: 0.0224, n: 1, t: 273.15 })
  const found = variables.find(({ value }) => value === unknown) ?? variables[0]
  const value = solveIdeal(unknown, state)
  return (
    <Panel
      inputs={
        <>
          <SelectField label="Solve for" value={unknown} options={variables} onChange={setUnknown} />
          {variables
            .filter((variable) => variable.value !== unknown)
            .map((variable) => (
              <NumberField
                key={variable.value}
                label={variable.label}
                unit={variable.unit}
                min={0}
                value={state[variable.value]}
                onChange={(next) => setState({ ...state, [variable.value]: next })}
              />
            ))}
        </>
      }
    >
      <Result label={found.label}>
        {notebook(value)} {found.unit}
      </Result>
      {unknown === 'v' && <Result label="in litres">{notebook(value * 1000)} L</Result>}
      {unknown === 'p' && <Result label="in bar">{notebook(value / 1e5)} bar</Result>}
      {unknown === 't' && <Result label="in degrees Celsius">{(value - 273.15).toFixed(2)} °C</Result>}
    </Panel>
  )
}
