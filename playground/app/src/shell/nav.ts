export interface NavEntry {
  path: string
  label: string
  /** Key that opens the page. */
  hotkey?: string
}

export const navigation: readonly NavEntry[] = [
  { path: '/table', label: 'Table', hotkey: 't' },
  { path: '/trends', label: 'Trends' },
  { path: '/calculators', label: 'Calculators', hotkey: 'c' },
  { path: '/solubility', label: 'Solubility' },
  { path: '/quiz', label: 'Quiz', hotkey: 'q' },
  { path: '/lab', label: 'Lab' },
  { path: '/history', label: 'History' },
  { path: '/glossary', label: 'Glossary', hotkey: 'g' },
]
