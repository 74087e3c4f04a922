import type { MDXContent } from 'mdx/types'
import type { ElementMeta } from './types'

export interface ElementPage {
  default: MDXContent
  meta: ElementMeta
}

const files = import.meta.glob<ElementPage>('./elements/*.mdx')

const byNumber = new Map(
  Object.entries(files).map(([path, load]) => [Number(/(\d+)-/.exec(path)?.[1]), load] as const),
)

export function loadPage(z: number): Promise<ElementPage> {
  const load = byNumber.get(z)
  return load ? load() : Promise.reject(new Error(`there is no page for element ${z}`))
}
