import styles from './panel.module.scss'

export interface ChoicesProps {
  items: readonly string[]
  onPick: (item: string) => void
}

/** Ready-made inputs to try out. */
export function Choices({ items, onPick }: ChoicesProps) {
  return (
    <div className={styles.choices}>
      {items.map((item) => (
        <button key={item} type="button" onClick={() => onPick(item)}>
          {item}
        </button>
      ))}
    </div>
  )
}
