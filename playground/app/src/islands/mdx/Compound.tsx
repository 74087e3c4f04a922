import { molarMass } from '@rekindle/playground-library'
import { Formula } from '@rekindle/playground-library/react'
import styles from './mdx.module.scss'

/** A formula in running text that tells its molar mass when asked. */
export function Compound({ f }: { f: string }) {
  return (
    <span className={styles.compound} title={`${molarMass(f).toFixed(2)} g/mol`}>
      <Formula>{f}</Formula>
    </span>
  )
}
