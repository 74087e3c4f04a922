import type { ElementPage } from '@/content/pages'
import { components } from './components'
import { HazardRow } from './HazardRow'

/** The layout around the text of an element page. */
export default function ElementArticle({ page }: { page: ElementPage }) {
  const { default: Content, meta } = page
  return (
    <article className="article">
      <p className="tagline">{meta.tagline}</p>
      <HazardRow hazards={meta.hazards} />
      <Content components={components} />
    </article>
  )
}
