import type { Component } from 'vue'

export interface RouteDefinition {
  name: string
  /** Path with `:name` placeholders. */
  path: string
  title: string
  load: () => Promise<{ default: Component }>
}

export interface Location {
  route: RouteDefinition
  params: Record<string, string>
}
