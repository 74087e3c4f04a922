import type { ReactNode } from 'react'
import styles from './panel.module.scss'

export interface ResultProps {
  label: string
  children: ReactNode
}

export function Result({ label, children }: ResultProps) {
  return (
    <div className={styles.result}>
      <span>{label}</span>
      <b>{children}</b>
    </div>
  )
}
