/// <reference types="vite/client" />
/// <reference types="vite-plugin-svgr/client" />

declare module '*.vue' {
  import type { DefineComponent } from 'vue'

  const component: DefineComponent<object, object, unknown>
  export default component
}

declare module '*.mdx' {
  import type { ElementMeta } from '@/content/types'

  export const meta: ElementMeta
}
