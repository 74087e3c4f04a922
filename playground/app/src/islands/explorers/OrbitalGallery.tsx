import { capacity, letters } from '@rekindle/playground-library'
import Dxy from '@/icons/orbitals/dxy.svg?react'
import Dz2 from '@/icons/orbitals/dz2.svg?react'
import Fz3 from '@/icons/orbitals/fz3.svg?react'
import Px from '@/icons/orbitals/px.svg?react'
import Pz from '@/icons/orbitals/pz.svg?react'
import S from '@/icons/orbitals/s.svg?react'
import styles from './shelf.module.scss'

const shapes = [
  { name: 's', l: 0, Art: S },
  { name: 'p (x)', l: 1, Art: Px },
  { name: 'p (z)', l: 1, Art: Pz },
  { name: 'd (xy)', l: 2, Art: Dxy },
  { name: 'd (z²)', l: 2, Art: Dz2 },
  { name: 'f (z³)', l: 3, Art: Fz3 },
]

/** Shapes of the orbitals; the two colours are the two signs of the wave function. */
export default function OrbitalGallery() {
  return (
    <div className={styles.shelf}>
      {shapes.map(({ name, l, Art }) => (
        <figure key={name} style={{ textAlign: 'center' }}>
          <Art aria-hidden="true" />
          <figcaption>
            {name}: the {letters[l]} subshell holds {capacity(l)}
          </figcaption>
        </figure>
      ))}
    </div>
  )
}
