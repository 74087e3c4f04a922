import styles from './panel.module.scss'

export interface RangeFieldProps {
  label: string
  value: number
  min: number
  max: number
  step?: number
  format?: (value: number) => string
  onChange: (value: number) => void
}

export function RangeField({ label, value, min, max, step = 1, format = String, onChange }: RangeFieldProps) {
  return (
    <label className={styles.field}>
      <span>
        {label}: {format(value)}
      </span>
      <input
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </label>
  )
}
