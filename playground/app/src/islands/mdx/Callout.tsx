import type { ReactNode } from 'react'
import styles from './mdx.module.scss'

export interface CalloutProps {
  kind?: 'note' | 'warning'
  children: ReactNode
}

export function Callout({ kind = 'note', children }: CalloutProps) {
  return (
    <aside className={styles.callout} data-kind={kind}>
      {children}
    </aside>
  )
}
