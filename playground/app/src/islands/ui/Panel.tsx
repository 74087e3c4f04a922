import type { ReactNode } from 'react'
import styles from './panel.module.scss'

export interface PanelProps {
  inputs: ReactNode
  children: ReactNode
}

/** Two columns: what goes in at the left, what comes out at the right. */
export function Panel({ inputs, children }: PanelProps) {
  return (
    <div className={styles.panel}>
      <div className={styles.inputs}>{inputs}</div>
      <div className={styles.outputs} aria-live="polite">
        {children}
      </div>
    </div>
  )
}
