import styles from './mdx.module.scss'

export function Isotope({ a, s }: { a: number | string; s: string }) {
  return (
    <span className={styles.isotope}>
      <sup>{a}</sup>
      {s}
    </span>
  )
}
