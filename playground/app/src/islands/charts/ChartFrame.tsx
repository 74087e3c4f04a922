import type { ReactNode } from 'react'
import styles from './chart.module.css'
import { type Box, defaultBox } from './scale'

export interface ChartFrameProps {
  title: string
  box?: Box
  children: ReactNode
}

export function ChartFrame({ title, box = defaultBox, children }: ChartFrameProps) {
  return (
    <figure className={styles.frame}>
      <svg viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={title} width="100%">
        {children}
      </svg>
      <figcaption>{title}</figcaption>
    </figure>
  )
}
