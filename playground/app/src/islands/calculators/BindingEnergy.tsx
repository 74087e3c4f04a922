import { bindingEnergy, elementByNumber, mostStable, nuclearMass } from '@rekindle/playground-library'
import { useState } from 'react'
import { LineChart } from '../charts/LineChart'
import { Panel } from '../ui/Panel'
import { RangeField } from '../ui/RangeField'
import { Result } from '../ui/Result'

const curve = Array.from({ length: 110 }, (_, i) => 12 + i * 2).map((a) => ({
  x: a,
  y: bindingEnergy(mostStable(a), a) / a,
}))

export default function BindingEnergy() {
  const [a, setA] = useState(56)
  const z = mostStable(a)
  const total = bindingEnergy(z, a)
  return (
    <Panel inputs={<RangeField label="Nucleons" value={a} min={12} max={230} onChange={setA} />}>
      <Result label="Most strongly bound nucleus">
        {elementByNumber(z)?.name}-{a}
      </Result>
      <Result label="Binding energy">{total.toFixed(1)} MeV</Result>
      <Result label="per nucleon">{(total / a).toFixed(3)} MeV</Result>
      <Result label="Nuclear mass by the model">{nuclearMass(z, a).toFixed(4)} u</Result>
      <LineChart title="Binding energy per nucleon (MeV), liquid drop model" points={curve} markX={a} />
    </Panel>
  )
}
