import type { MDXContent } from 'mdx/types'
import { components } from './components'

/** The layout of longer guides that belong to no single element. */
export default function GuideArticle({ content: Content }: { content: MDXContent }) {
  return (
    <article className="article">
      <Content components={components} />
    </article>
  )
}
