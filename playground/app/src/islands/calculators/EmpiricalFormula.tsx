import { elementBySymbol, fromPercentages, hillFormula, massOf } from '@rekindle/playground-library'
import { Formula } from '@rekindle/playground-library/react'
import { useState } from 'react'
import { NumberField } from '../ui/NumberField'
import { Panel } from '../ui/Panel'
import { Result } from '../ui/Result'
import { TextField } from '../ui/TextField'
import { readShares } from './shares'

export default function EmpiricalFormula() {
  const [text, setText] = useState('C 40.0, H 6.71, O 53.29')
  const [mass, setMass] = useState(180.16)
  const shares = readShares(text)
  const unknown = Object.keys(shares).filter((symbol) => !elementBySymbol(symbol))
  const found = unknown.length === 0 ? fromPercentages(shares) : null
  const factor = found ? Math.round(mass / massOf(found)) : 0
  const molecule = found && new Map([...found].map(([symbol, n]) => [symbol, n * factor]))
  const total = Object.values(shares).reduce((a, b) => a + b, 0)
  return (
    <Panel
      inputs={
        <>
          <TextField label="Percent by mass" value={text} onChange={setText} />
          <NumberField label="Measured molar mass" unit="g/mol" value={mass} min={1} onChange={setMass} />
        </>
      }
    >
      <Result label="Sum of the shares">{total.toFixed(2)} %</Result>
      {unknown.length > 0 && <p role="alert">Unknown: {unknown.join(', ')}</p>}
      {found ? (
        <>
          <Result label="Empirical formula">
            <Formula>{hillFormula(found)}</Formula>
          </Result>
          {molecule && factor > 0 && (
            <Result label="Molecular formula">
              <Formula>{hillFormula(molecule)}</Formula>
            </Result>
          )}
        </>
      ) : (
        <p>No small whole numbers fit these shares.</p>
      )}
    </Panel>
  )
}
