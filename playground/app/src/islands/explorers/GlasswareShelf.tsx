import { useState } from 'react'
import notes from '@/data/glassware.json'
import Balance from '@/icons/glassware/balance.svg?react'
import Beaker from '@/icons/glassware/beaker.svg?react'
import BunsenBurner from '@/icons/glassware/bunsen-burner.svg?react'
import Burette from '@/icons/glassware/burette.svg?react'
import Condenser from '@/icons/glassware/condenser.svg?react'
import Crucible from '@/icons/glassware/crucible.svg?react'
import Desiccator from '@/icons/glassware/desiccator.svg?react'
import Erlenmeyer from '@/icons/glassware/erlenmeyer.svg?react'
import Funnel from '@/icons/glassware/funnel.svg?react'
import Mortar from '@/icons/glassware/mortar.svg?react'
import Pipette from '@/icons/glassware/pipette.svg?react'
import RoundFlask from '@/icons/glassware/round-flask.svg?react'
import SeparatingFunnel from '@/icons/glassware/separating-funnel.svg?react'
import TestTube from '@/icons/glassware/test-tube.svg?react'
import styles from './shelf.module.scss'

const art = {
  Beaker,
  'Erlenmeyer flask': Erlenmeyer,
  'Round-bottom flask': RoundFlask,
  'Test tube': TestTube,
  Burette,
  Pipette,
  Funnel,
  'Separating funnel': SeparatingFunnel,
  Condenser,
  Crucible,
  Desiccator,
  'Mortar and pestle': Mortar,
  'Bunsen burner': BunsenBurner,
  'Beam balance': Balance,
} as const

type Name = keyof typeof art

export default function GlasswareShelf() {
  const [chosen, setChosen] = useState<Name>('Erlenmeyer flask')
  return (
    <div>
      <div className={styles.shelf}>
        {(Object.keys(art) as Name[]).map((name) => {
          const Art = art[name]
          return (
            <button key={name} type="button" aria-pressed={name === chosen} onClick={() => setChosen(name)}>
              <Art aria-hidden="true" />
              <span>{name}</span>
            </button>
          )
        })}
      </div>
      <p className={styles.note}>{notes[chosen]}</p>
    </div>
  )
}
