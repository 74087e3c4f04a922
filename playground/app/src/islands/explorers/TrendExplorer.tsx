import { elements, extremes, isMetal, type TrendKey, trend, trendLabels } from '@rekindle/playground-library'
import { useState } from 'react'
import { Scatter } from '../charts/Scatter'
import { Panel } from '../ui/Panel'
import { Result } from '../ui/Result'
import { SelectField } from '../ui/SelectField'

const keys = Object.entries(trendLabels).map(([value, label]) => ({ value: value as TrendKey, label }))
const groups = [
  { value: 'all', label: 'All elements' },
  { value: 'metals', label: 'Metals only' },
  { value: 'nonmetals', label: 'Without metals' },
] as const

type Group = (typeof groups)[number]['value']

export default function TrendExplorer() {
  const [key, setKey] = useState<TrendKey>('electronegativity')
  const [group, setGroup] = useState<Group>('all')
  const points = trend(key, (e) => group === 'all' || isMetal(e) === (group === 'metals'))
  const ends = extremes(points)
  return (
    <Panel
      inputs={
        <>
          <SelectField label="Property" value={key} options={keys} onChange={setKey} />
          <SelectField label="Elements" value={group} options={groups} onChange={setGroup} />
          <p>
            {points.length} of {elements.length} elements have a known value.
          </p>
        </>
      }
    >
      {ends && (
        <>
          <Result label="Lowest">
            {ends.min.symbol}, {ends.min.value}
          </Result>
          <Result label="Highest">
            {ends.max.symbol}, {ends.max.value}
          </Result>
        </>
      )}
      <Scatter
        title={`${trendLabels[key]} over the atomic number`}
        points={points.map((p) => ({
          x: p.z,
          y: p.value,
          label: p.symbol,
          color: group === 'all' ? undefined : 'var(--teal)',
        }))}
        labelled={ends ? [ends.min.symbol, ends.max.symbol, 'C', 'W', 'Os', 'F'] : []}
      />
    </Panel>
  )
}
