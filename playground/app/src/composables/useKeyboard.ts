import { onBeforeUnmount, onMounted } from 'vue'

/** Runs handlers for keys while a component is on the page, but not while somebody types. */
export function useKeyboard(handlers: Record<string, () => void>) {
  const listen = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement | null
    if (target?.closest('input, select, textarea') || event.ctrlKey || event.metaKey) return
    handlers[event.key]?.()
  }
  onMounted(() => window.addEventListener('keydown', listen))
  onBeforeUnmount(() => window.removeEventListener('keydown', listen))
}
