import styles from './mdx.module.scss'

export function Uses({ of }: { of: readonly string[] }) {
  return (
    <ul className={styles.uses}>
      {of.map((use) => (
        <li key={use}>{use}</li>
      ))}
    </ul>
  )
}
