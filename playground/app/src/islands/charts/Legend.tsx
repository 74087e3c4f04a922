import styles from './chart.module.css'

export interface LegendProps {
  entries: readonly { label: string; color: string }[]
}

export function Legend({ entries }: LegendProps) {
  return (
    <ul className={styles.legend}>
      {entries.map(({ label, color }) => (
        <li key={label}>
          <span className={styles.swatch} style={{ background: color }} />
          {label}
        </li>
      ))}
    </ul>
  )
}
