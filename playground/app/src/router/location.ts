import { readonly, shallowRef } from 'vue'
import { match } from './match'

const current = shallowRef(match(window.location.hash.slice(1)))

window.addEventListener('hashchange', () => {
  current.value = match(window.location.hash.slice(1))
  window.scrollTo({ top: 0 })
})

/** The location that the address bar shows, as a ref. */
export function useLocation() {
  return readonly(current)
}

export function go(path: string): void {
  window.location.hash = path
}
