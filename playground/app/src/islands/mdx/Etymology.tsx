import type { ReactNode } from 'react'
import styles from './mdx.module.scss'

export function Etymology({ word, children }: { word: string; children: ReactNode }) {
  return (
    <p className={styles.etymology}>
      <i>{word}</i> – {children}
    </p>
  )
}
