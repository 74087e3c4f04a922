/** A node of a syntax tree in the form of ESTree. */
export interface SyntaxNode {
  readonly type: string
  readonly [name: string]: unknown
}

export function isSyntaxNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}
