import type { ComponentProps } from 'react'

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-')
}

/** A heading that can be found by its text. */
export function Heading({ children, ...rest }: ComponentProps<'h2'>) {
  return (
    <h2 id={typeof children === 'string' ? slug(children) : undefined} {...rest}>
      {children}
    </h2>
  )
}
