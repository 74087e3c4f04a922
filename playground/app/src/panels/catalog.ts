import list from '@/data/calculators.json'

export type CalculatorGroup = 'formulas' | 'gases' | 'solutions' | 'atoms' | 'energy'

export interface CalculatorEntry {
  id: string
  title: string
  group: CalculatorGroup
  text: string
  mark: string
}

export const calculators = list as readonly CalculatorEntry[]

export const groupLabels: Record<CalculatorGroup, string> = {
  formulas: 'Formulas and equations',
  gases: 'Gases',
  solutions: 'Solutions and electrodes',
  atoms: 'Atoms and nuclei',
  energy: 'Energy, units, numbers',
}
