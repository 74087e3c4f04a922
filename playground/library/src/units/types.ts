export interface Unit {
  id: string
  label: string
  /** Base value = value × factor + offset. */
  factor: number
  offset?: number
}

export interface Quantity {
  id: string
  label: string
  base: string
  units: readonly Unit[]
}
