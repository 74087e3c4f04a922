import { EquationView } from '@rekindle/playground-library/react'
import { useState } from 'react'
import { Choices } from '../ui/Choices'
import { Panel } from '../ui/Panel'
import { Result } from '../ui/Result'
import { TextField } from '../ui/TextField'
import { useBalanceWorker } from './useBalanceWorker'

const samples = [
  'Fe + O2 -> Fe2O3',
  'KMnO4 + HCl -> KCl + MnCl2 + H2O + Cl2',
  'C3H8 + O2 -> CO2 + H2O',
  'Cr2O7^2- + Fe^2+ + H^+ -> Cr^3+ + Fe^3+ + H2O',
  'Cu + HNO3 -> Cu(NO3)2 + NO2 + H2O',
]

const reasons = {
  impossible: 'No positive numbers can balance this equation.',
  ambiguous: 'More than one independent reaction hides in this equation.',
}

/** Balances in a worker, so that a long equation never holds up the keyboard. */
export default function Balancer() {
  const [text, setText] = useState(samples[1])
  const answer = useBalanceWorker(text)
  return (
    <Panel
      inputs={
        <>
          <TextField label="Equation" value={text} onChange={setText} placeholder="H2 + O2 -> H2O" />
          <Choices items={samples} onPick={setText} />
        </>
      }
    >
      {answer === null && <p>Balancing …</p>}
      {answer?.kind === 'error' && <p role="alert">{answer.message}</p>}
      {answer?.kind === 'failed' && <p role="alert">{reasons[answer.reason]}</p>}
      {answer?.kind === 'done' && (
        <>
          <p style={{ fontSize: '1.3rem' }}>
            <EquationView>{answer.source}</EquationView>
          </p>
          <Result label="As plain text">{answer.text}</Result>
          <Result label="Sum of coefficients">{answer.sum}</Result>
        </>
      )}
    </Panel>
  )
}
