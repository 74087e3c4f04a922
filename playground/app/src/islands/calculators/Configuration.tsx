import { elementByNumber, findElement, ionConfiguration, label, unpaired } from '@rekindle/playground-library'
import { ConfigurationView, OrbitalBoxes } from '@rekindle/playground-library/react'
import { useState } from 'react'
import ShellDiagram from '../charts/ShellDiagram'
import { Choices } from '../ui/Choices'
import { NumberField } from '../ui/NumberField'
import { Panel } from '../ui/Panel'
import { Result } from '../ui/Result'
import { TextField } from '../ui/TextField'

export default function Configuration({ z = 26 }: { z?: number }) {
  const [text, setText] = useState(elementByNumber(z)?.symbol ?? 'Fe')
  const [charge, setCharge] = useState(0)
  const element = findElement(text)
  return (
    <Panel
      inputs={
        <>
          <TextField label="Element" value={text} onChange={setText} />
          <Choices items={['C', 'Cr', 'Fe', 'Cu', 'Pd', 'Gd', 'U']} onPick={setText} />
          <NumberField label="Charge" value={charge} min={-4} step={1} onChange={setCharge} />
          {element && <ShellDiagram z={element.z} />}
        </>
      }
    >
      {element ? (
        <>
          <Result label={element.name}>
            <ConfigurationView z={element.z} />
          </Result>
          <Result label="Unpaired electrons in the atom">{unpaired(element.z)}</Result>
          <div>
            {ionConfiguration(element.z, Math.trunc(charge)).map((filled) => (
              <OrbitalBoxes key={label(filled)} subshell={filled} highlight={filled.l === 2} />
            ))}
          </div>
        </>
      ) : (
        <p role="alert">There is no such element.</p>
      )}
    </Panel>
  )
}
