import { elements } from '@rekindle/playground-library/elements'
import { computed, type Ref } from 'vue'

/** Elements whose number, symbol or name starts with the text; symbols come first. */
export function useSearch(text: Ref<string>, limit = 6) {
  return computed(() => {
    const wanted = text.value.trim().toLowerCase()
    if (wanted === '') return []
    const score = (symbol: string, name: string, z: number) => {
      if (symbol.toLowerCase() === wanted || String(z) === wanted) return 0
      if (symbol.toLowerCase().startsWith(wanted)) return 1
      return name.toLowerCase().startsWith(wanted) ? 2 : 3
    }
    return elements
      .map((element) => ({ element, rank: score(element.symbol, element.name, element.z) }))
      .filter(({ rank }) => rank < 3)
      .sort((a, b) => a.rank - b.rank || a.element.z - b.element.z)
      .slice(0, limit)
      .map(({ element }) => element)
  })
}
