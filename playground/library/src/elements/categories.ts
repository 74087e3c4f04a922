import type { Category, ElementRecord } from './types'

export interface CategoryInfo {
  id: Category
  label: string
  summary: string
}

export const categories: readonly CategoryInfo[] = [
  { id: 'alkali', label: 'Alkali metals', summary: 'Soft, light and eager to give away one electron.' },
  {
    id: 'alkaline-earth',
    label: 'Alkaline earths',
    summary: 'Two outer electrons, basic oxides, bright flames.',
  },
  {
    id: 'transition',
    label: 'Transition metals',
    summary: 'Partly filled d shells, many colours and charges.',
  },
  {
    id: 'post-transition',
    label: 'Other metals',
    summary: 'Low-melting metals to the right of the d block.',
  },
  { id: 'metalloid', label: 'Metalloids', summary: 'The border country between metal and nonmetal.' },
  { id: 'nonmetal', label: 'Reactive nonmetals', summary: 'The stuff of air, water and living things.' },
  { id: 'halogen', label: 'Halogens', summary: 'One electron short of a full shell.' },
  { id: 'noble-gas', label: 'Noble gases', summary: 'Closed shells, single atoms, few compounds.' },
  { id: 'lanthanide', label: 'Lanthanides', summary: 'Metals that hide their f electrons well.' },
  { id: 'actinide', label: 'Actinides', summary: 'Heavy, radioactive and rich in oxidation states.' },
  { id: 'unknown', label: 'Chemistry unknown', summary: 'Made atom by atom, gone within moments.' },
]

export function categoryOf(element: ElementRecord): CategoryInfo {
  return categories.find((category) => category.id === element.category) ?? categories[categories.length - 1]
}

export function isMetal(element: ElementRecord): boolean {
  return ['alkali', 'alkaline-earth', 'transition', 'post-transition', 'lanthanide', 'actinide'].includes(
    element.category,
  )
}
