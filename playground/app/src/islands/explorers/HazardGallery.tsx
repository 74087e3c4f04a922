import type { HazardId } from '@/content/types'
import advice from '@/data/hazards.json'
import { hazardArt, hazardLabels } from '../hazards'
import styles from './shelf.module.scss'

export default function HazardGallery() {
  return (
    <div className={styles.shelf}>
      {(Object.keys(hazardArt) as HazardId[]).map((id) => {
        const Art = hazardArt[id]
        return (
          <figure key={id} style={{ textAlign: 'center' }}>
            <Art aria-hidden="true" />
            <figcaption>
              <b>{hazardLabels[id]}</b>
              <br />
              <small>{advice[id]}</small>
            </figcaption>
          </figure>
        )
      })}
    </div>
  )
}
