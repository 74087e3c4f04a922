/** Whether there is a function anywhere in options: what it looks at, and remembers, nobody sees. */
export function holdsFunction(value: unknown, seen: Set<unknown> = new Set()): boolean {
  if (typeof value !== 'object' || value === null || seen.has(value)) {
    return typeof value === 'function'
  }
  seen.add(value)
  return Object.values(value).some((inner) => holdsFunction(inner, seen))
}
