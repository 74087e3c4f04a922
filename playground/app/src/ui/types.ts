export type Tone = 'plain' | 'accent' | 'teal' | 'warning'

export interface Option<T extends string = string> {
  value: T
  label: string
}

export interface ButtonProps {
  tone?: Tone
  small?: boolean
  disabled?: boolean
}

export interface TabsProps {
  label: string
  tabs: Option[]
}

export interface TableColumn {
  key: string
  label: string
  align?: 'start' | 'end'
}
