import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { IslandBoundary } from './IslandBoundary'
import type { IslandComponent } from './types'

/** Puts a React component into an element that Vue owns. */
export function mountIsland(element: Element, Component: IslandComponent, props: object) {
  const root = createRoot(element)
  const render = (next: object) => {
    root.render(
      <StrictMode>
        <IslandBoundary>
          <Component {...next} />
        </IslandBoundary>
      </StrictMode>,
    )
  }
  render(props)
  return { update: render, unmount: () => root.unmount() }
}
