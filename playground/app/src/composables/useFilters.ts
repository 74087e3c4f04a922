import type { Category, ElementRecord, Phase } from '@rekindle/playground-library/elements'
import { computed, reactive } from 'vue'

export interface Filters {
  category: Category | 'all'
  phase: Phase | 'all'
  /** Kelvin; the phase is worked out from the melting and boiling points. */
  temperature: number
}

export function phaseAt(element: ElementRecord, kelvin: number): Phase {
  const { melting, boiling, phase } = element
  if (boiling !== null && kelvin >= boiling) return 'gas'
  if (melting !== null) return kelvin >= melting ? (boiling === null ? 'unknown' : 'liquid') : 'solid'
  return boiling === null ? phase : 'liquid'
}

export function useFilters() {
  const filters = reactive<Filters>({ category: 'all', phase: 'all', temperature: 298 })
  const matches = computed(() => (element: ElementRecord) => {
    if (filters.category !== 'all' && element.category !== filters.category) return false
    return filters.phase === 'all' || phaseAt(element, filters.temperature) === filters.phase
  })
  return { filters, matches }
}
