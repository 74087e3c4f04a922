import type { ComponentType } from 'react'

// biome-ignore lint/suspicious/noExplicitAny: islands of many prop types share one registry
export type IslandComponent = ComponentType<any>

export type IslandLoader = () => Promise<{ default: IslandComponent }>
