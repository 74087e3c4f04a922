import type { Comment } from 'oxc-parser'

/** A node of the syntax tree (ESTree, with TypeScript's and JSX' nodes), looked at generically. */
export interface Syntax {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

export interface ParsedModule {
  readonly body: readonly Syntax[]
  readonly comments: readonly Comment[]
  readonly hasModuleSyntax: boolean
}

export function isSyntax(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null && typeof (value as Syntax).type === 'string'
}

/** The nodes in a field that holds one, several or none. */
export function nodesIn(field: unknown): readonly Syntax[] {
  if (Array.isArray(field)) {
    return field.filter(isSyntax)
  }
  return isSyntax(field) ? [field] : []
}

/** Places say nothing about what a node means, nor does the spelling of a literal. */
const WITHOUT_MEANING: ReadonlySet<string> = new Set(['type', 'start', 'end', 'range', 'loc', 'parent'])

export function fieldsOf(node: Syntax): readonly (readonly [name: string, value: unknown])[] {
  return Object.entries(node).filter(([name]) => !WITHOUT_MEANING.has(name))
}

/** The name in an identifier, or the text of a string that stands for one: `export { x as "a b" }`. */
export function nameIn(node: unknown): string {
  const { name, value } = node as { name?: unknown; value?: unknown }
  return String(name ?? value)
}

/** The names that a pattern declares. */
export function namesInPattern(pattern: unknown): string[] {
  if (!isSyntax(pattern)) {
    return []
  }
  switch (pattern.type) {
    case 'Identifier':
      return [nameIn(pattern)]
    case 'ObjectPattern':
      return nodesIn(pattern['properties']).flatMap((property) =>
        namesInPattern(property.type === 'RestElement' ? property : property['value']),
      )
    case 'ArrayPattern':
      return nodesIn(pattern['elements']).flatMap(namesInPattern)
    case 'RestElement':
      return namesInPattern(pattern['argument'])
    case 'AssignmentPattern':
      return namesInPattern(pattern['left'])
    case 'TSParameterProperty':
      return namesInPattern(pattern['parameter'])
    default:
      return []
  }
}
