import { EquationView } from '@rekindle/playground-library/react'
import styles from './mdx.module.scss'

/** A reaction on its own line; the coefficients are worked out while rendering. */
export function Reaction({ eq }: { eq: string }) {
  return (
    <span className={styles.reaction}>
      <EquationView>{eq}</EquationView>
    </span>
  )
}
