import type { HazardId } from '@/content/types'
import { hazardArt, hazardLabels } from '../hazards'
import styles from './mdx.module.scss'

export function HazardRow({ hazards }: { hazards: readonly HazardId[] }) {
  if (hazards.length === 0) return null
  return (
    <p className={styles.hazards}>
      {hazards.map((id) => {
        const Art = hazardArt[id]
        return <Art key={id} width={34} height={34} role="img" aria-label={hazardLabels[id]} />
      })}
      <span>{hazards.map((id) => hazardLabels[id]).join(', ')}</span>
    </p>
  )
}
