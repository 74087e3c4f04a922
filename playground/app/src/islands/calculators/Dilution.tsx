import { gramsFor, molarMass, serialDilution, stockVolume, withPrefix } from '@rekindle/playground-library'
import { useState } from 'react'
import { attempt } from '../attempt'
import { NumberField } from '../ui/NumberField'
import { Panel } from '../ui/Panel'
import { Result } from '../ui/Result'
import { TextField } from '../ui/TextField'

export default function Dilution() {
  const [solute, setSolute] = useState('NaCl')
  const [stock, setStock] = useState(5)
  const [target, setTarget] = useState(0.15)
  const [litres, setLitres] = useState(1)
  const needed = stockVolume(stock, target, litres)
  const solid = attempt(() => gramsFor(molarMass(solute), target, litres))
  return (
    <Panel
      inputs={
        <>
          <TextField label="Dissolved substance" value={solute} onChange={setSolute} />
          <NumberField label="Stock solution" unit="mol/L" value={stock} min={0} onChange={setStock} />
          <NumberField label="Wanted solution" unit="mol/L" value={target} min={0} onChange={setTarget} />
          <NumberField label="Wanted volume" unit="L" value={litres} min={0} onChange={setLitres} />
        </>
      }
    >
      {needed <= litres ? (
        <>
          <Result label="Take stock solution">{withPrefix(needed, 'L')}</Result>
          <Result label="Fill up with water">{withPrefix(litres - needed, 'L')}</Result>
        </>
      ) : (
        <p role="alert">The stock solution is too thin for that.</p>
      )}
      {solid.ok && <Result label="Or weigh in the solid">{withPrefix(solid.value, 'g')}</Result>}
      <Result label="Tenfold series from the stock">
        {serialDilution(stock, 10, 4)
          .map((c) => withPrefix(c, 'M', 3))
          .join(' → ')}
      </Result>
    </Panel>
  )
}
