import { balance, roundTo, theoreticalYield } from '@rekindle/playground-library'
import { EquationView, Formula } from '@rekindle/playground-library/react'
import { useState } from 'react'
import { attempt } from '../attempt'
import { BarChart } from '../charts/BarChart'
import { ErrorNote } from '../ui/ErrorNote'
import { NumberField } from '../ui/NumberField'
import { Panel } from '../ui/Panel'
import { Result } from '../ui/Result'
import { TextField } from '../ui/TextField'

export default function Stoichiometry() {
  const [text, setText] = useState('N2 + H2 -> NH3')
  const [grams, setGrams] = useState([28, 5, 10, 10])
  const balanced = attempt(() => balance(text))
  const solved = balanced.ok && balanced.value.ok ? balanced.value : null
  const reactants = solved?.equation.left ?? []
  const result = solved && reactants.length <= grams.length ? theoreticalYield(solved, grams) : null
  return (
    <Panel
      inputs={
        <>
          <TextField label="Reaction" value={text} onChange={setText} />
          {reactants.map((formula, i) => (
            <NumberField
              key={`${formula.text}-${i}`}
              label={formula.text}
              unit="g"
              min={0}
              value={grams[i]}
              onChange={(next) => setGrams(grams.map((old, j) => (j === i ? next : old)))}
            />
          ))}
        </>
      }
    >
      {!balanced.ok && <ErrorNote error={balanced.error} />}
      {result ? (
        <>
          <p>
            <EquationView>{text}</EquationView>
          </p>
          <Result label="Runs out first">
            <Formula>{result.limiting}</Formula>
          </Result>
          <BarChart
            title="Grams at the end"
            bars={[...result.products, ...result.leftover].map((entry) => ({
              label: entry.formula,
              value: Number(entry.grams.toPrecision(6)),
            }))}
            format={(value) => `${roundTo(value, 4)} g`}
          />
        </>
      ) : (
        balanced.ok && <p>This equation cannot be balanced.</p>
      )}
    </Panel>
  )
}
