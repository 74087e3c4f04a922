import type { ComponentType, ReactNode, SVGProps } from 'react'
import styles from './mdx.module.scss'

export interface FigureProps {
  art: ComponentType<SVGProps<SVGSVGElement>>
  children: ReactNode
}

/** A drawing with its caption. */
export function Figure({ art: Art, children }: FigureProps) {
  return (
    <figure className={styles.figure}>
      <Art aria-hidden="true" />
      <figcaption>{children}</figcaption>
    </figure>
  )
}
