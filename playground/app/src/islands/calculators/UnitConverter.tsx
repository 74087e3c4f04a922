import { convert, notebook, quantities, quantityById, withPrefix } from '@rekindle/playground-library'
import { useState } from 'react'
import { NumberField } from '../ui/NumberField'
import { Panel } from '../ui/Panel'
import { Result } from '../ui/Result'
import { SelectField } from '../ui/SelectField'

const kinds = quantities.map(({ id, label }) => ({ value: id, label }))

export default function UnitConverter() {
  const [kind, setKind] = useState('pressure')
  const [from, setFrom] = useState('atm')
  const [value, setValue] = useState(1)
  const quantity = quantityById(kind) ?? quantities[0]
  const units = quantity.units.map(({ id, label }) => ({ value: id, label: `${label} (${id})` }))
  const choose = (next: string) => {
    setKind(next)
    setFrom(quantityById(next)?.units[0].id ?? '')
  }
  return (
    <Panel
      inputs={
        <>
          <SelectField label="Quantity" value={kind} options={kinds} onChange={choose} />
          <NumberField label="Value" value={value} onChange={setValue} />
          <SelectField label="Unit" value={from} options={units} onChange={setFrom} />
        </>
      }
    >
      {quantity.units.map((unit) => (
        <Result key={unit.id} label={unit.label}>
          {notebook(convert(quantity, value, from, unit.id), 6)} {unit.id}
        </Result>
      ))}
      {kind === 'length' && (
        <Result label="with a prefix">{withPrefix(convert(quantity, value, from, 'm'), 'm')}</Result>
      )}
    </Panel>
  )
}
