import type { ComponentProps } from 'react'

/** Links inside the app stay in the tab, all others open a new one. */
export function OutLink({ href = '', children, ...rest }: ComponentProps<'a'>) {
  const inside = href.startsWith('#')
  return (
    <a href={href} {...(inside ? {} : { target: '_blank', rel: 'noreferrer' })} {...rest}>
      {children}
    </a>
  )
}
