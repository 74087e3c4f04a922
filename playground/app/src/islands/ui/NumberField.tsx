import { useState } from 'react'
import styles from './panel.module.scss'

export interface NumberFieldProps {
  label: string
  value: number
  onChange: (value: number) => void
  unit?: string
  min?: number
  step?: number | 'any'
}

/** Keeps the text while somebody types and reports only numbers. */
export function NumberField({ label, value, onChange, unit, min, step = 'any' }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  return (
    <label className={styles.field}>
      <span>{unit ? `${label} (${unit})` : label}</span>
      <input
        type="number"
        min={min}
        step={step}
        value={draft ?? value}
        onChange={(event) => {
          setDraft(event.target.value)
          const next = event.target.valueAsNumber
          if (Number.isFinite(next) && (min === undefined || next >= min)) onChange(next)
        }}
        onBlur={() => setDraft(null)}
      />
    </label>
  )
}
