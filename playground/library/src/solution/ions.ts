export interface Ion {
  formula: string
  name: string
  charge: number
}

const ion = (formula: string, name: string, charge: number): Ion => ({ formula, name, charge })

export const cations: readonly Ion[] = [
  ion('Li', 'lithium', 1),
  ion('Na', 'sodium', 1),
  ion('K', 'potassium', 1),
  ion('NH4', 'ammonium', 1),
  ion('Ag', 'silver', 1),
  ion('Mg', 'magnesium', 2),
  ion('Ca', 'calcium', 2),
  ion('Ba', 'barium', 2),
  ion('Cu', 'copper(II)', 2),
  ion('Zn', 'zinc', 2),
  ion('Pb', 'lead(II)', 2),
  ion('Fe', 'iron(III)', 3),
  ion('Al', 'aluminium', 3),
]

export const anions: readonly Ion[] = [
  ion('NO3', 'nitrate', -1),
  ion('CH3COO', 'acetate', -1),
  ion('Cl', 'chloride', -1),
  ion('I', 'iodide', -1),
  ion('OH', 'hydroxide', -1),
  ion('SO4', 'sulfate', -2),
  ion('CO3', 'carbonate', -2),
  ion('S', 'sulfide', -2),
  ion('PO4', 'phosphate', -3),
]
