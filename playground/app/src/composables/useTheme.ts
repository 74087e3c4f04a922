import { ref, watchEffect } from 'vue'

export type Theme = 'light' | 'dark'

const theme = ref<Theme>(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')

watchEffect(() => {
  document.documentElement.dataset.theme = theme.value
})

export function useTheme() {
  const toggle = () => {
    theme.value = theme.value === 'dark' ? 'light' : 'dark'
  }
  return { theme, toggle }
}
