import styles from './mdx.module.scss'

export interface AbundanceProps {
  /** Parts per million by mass. */
  ppm: Record<string, number>
}

/** Bars on a logarithmic scale, since abundances span many powers of ten. */
export function Abundance({ ppm }: AbundanceProps) {
  const places = Object.entries(ppm)
  return places.map(([place, value]) => (
    <div key={place} className={styles.abundance}>
      <span>{place}</span>
      <i style={{ width: `${Math.max(2, ((Math.log10(value) + 6) / 12) * 100)}%` }} />
      <span>{value >= 10000 ? `${value / 10000} %` : `${value} ppm`}</span>
    </div>
  ))
}
