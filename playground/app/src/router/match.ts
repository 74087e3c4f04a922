import { notFound, routes } from './routes'
import type { Location } from './types'

/** Finds the route of a path such as `/element/26`. */
export function match(path: string): Location {
  const wanted = segments(path)
  for (const route of routes) {
    const pattern = segments(route.path)
    if (pattern.length !== wanted.length) continue
    const params: Record<string, string> = {}
    const fits = pattern.every((part, i) => {
      if (!part.startsWith(':')) return part === wanted[i]
      params[part.slice(1)] = decodeURIComponent(wanted[i])
      return true
    })
    if (fits) return { route, params }
  }
  return { route: notFound, params: {} }
}

function segments(path: string): string[] {
  return path.split('/').filter(Boolean)
}
