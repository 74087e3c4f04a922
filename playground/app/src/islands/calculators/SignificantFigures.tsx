import { roundTo, significance } from '@rekindle/playground-library'
import { SignificantDigits } from '@rekindle/playground-library/react'
import { useState } from 'react'
import { Choices } from '../ui/Choices'
import { Panel } from '../ui/Panel'
import { RangeField } from '../ui/RangeField'
import { Result } from '../ui/Result'
import { TextField } from '../ui/TextField'

export default function SignificantFigures() {
  const [text, setText] = useState('0.00450')
  const [digits, setDigits] = useState(3)
  const { digits: count, ambiguous } = significance(text)
  return (
    <Panel
      inputs={
        <>
          <TextField label="Number as written" value={text} onChange={setText} />
          <Choices
            items={['0.00450', '1200', '1200.', '1.20e3', '40.07', '6.02214076e23']}
            onPick={setText}
          />
          <RangeField label="Round to digits" value={digits} min={1} max={10} onChange={setDigits} />
        </>
      }
    >
      <p style={{ fontSize: '2rem', fontVariantNumeric: 'tabular-nums' }}>
        <SignificantDigits value={text} />
      </p>
      <Result label="Significant digits">{count ?? '–'}</Result>
      {ambiguous && <p>Zeros at the end of a whole number may be measured or mere placeholders.</p>}
      {count !== null && <Result label={`Rounded to ${digits}`}>{roundTo(Number(text), digits)}</Result>}
    </Panel>
  )
}
