import { isSyntaxNode, type SyntaxNode } from './syntax-node.ts'

/** Properties of a config whose value is again a config. */
const NESTED_CONFIGS: ReadonlySet<string> = new Set(['worker'])

/**
 * Finds the configs in a source (what it exports by default, and what it gives to a function of `configReaders`), and in
 * their lists of plugins the calls of imported functions, each with the package that the function is of.
 */
export function findPluginCalls(
  body: readonly SyntaxNode[],
  localToPackage: ReadonlyMap<string, string>,
  configReaders: ReadonlySet<string>,
): ReadonlyMap<SyntaxNode, string> {
  const calls = new Map<SyntaxNode, string>()
  const importedBy = (node: SyntaxNode): string | undefined =>
    node.type === 'Identifier' ? localToPackage.get(node['name'] as string) : undefined

  const findConfigs = (inner: unknown): void => {
    if (Array.isArray(inner)) {
      inner.forEach(findConfigs)
    } else if (isSyntaxNode(inner)) {
      if (inner.type === 'ExportDefaultDeclaration') {
        visitConfig(inner['declaration'] as SyntaxNode)
      }
      const reader = inner.type === 'CallExpression' ? importedBy(inner['callee'] as SyntaxNode) : undefined
      if (reader !== undefined && configReaders.has(reader)) {
        for (const argument of inner['arguments'] as readonly SyntaxNode[]) {
          visitConfig(argument)
        }
      }
      Object.values(inner).forEach(findConfigs)
    }
  }
  const visitConfig = (given: SyntaxNode): void => {
    for (const node of valuesOf(given)) {
      if (node.type === 'ArrayExpression') {
        for (const element of node['elements'] as readonly (SyntaxNode | null)[]) {
          if (element !== null) {
            visitConfig(element)
          }
        }
      }
      if (node.type === 'ObjectExpression') {
        for (const property of node['properties'] as readonly SyntaxNode[]) {
          const name = (property['key'] as { readonly name?: string } | undefined)?.name ?? ''
          if (name === 'plugins') {
            visitPlugins(property['value'] as SyntaxNode)
          } else if (NESTED_CONFIGS.has(name)) {
            visitConfig(property['value'] as SyntaxNode)
          }
        }
      }
    }
  }
  const visitPlugins = (given: SyntaxNode): void => {
    for (const node of valuesOf(given)) {
      const called = node.type === 'CallExpression' ? importedBy(node['callee'] as SyntaxNode) : undefined
      if (called !== undefined && !configReaders.has(called)) {
        calls.set(node, called)
      }
      if (node.type === 'ArrayExpression') {
        for (const element of node['elements'] as readonly (SyntaxNode | null)[]) {
          if (element !== null) {
            visitPlugins(element.type === 'SpreadElement' ? (element['argument'] as SyntaxNode) : element)
          }
        }
      }
    }
  }
  findConfigs(body)
  return calls
}

/** The expressions that a value may come from: through casts, awaits, conditions, and functions that return it. */
function valuesOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'ParenthesizedExpression':
      return valuesOf(node['expression'] as SyntaxNode)
    case 'AwaitExpression':
      return valuesOf(node['argument'] as SyntaxNode)
    case 'ConditionalExpression':
      return [...valuesOf(node['consequent'] as SyntaxNode), ...valuesOf(node['alternate'] as SyntaxNode)]
    case 'LogicalExpression':
      return valuesOf(node['right'] as SyntaxNode)
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return returnedBy(node['body'] as SyntaxNode)
    default:
      return [node]
  }
}

function returnedBy(body: SyntaxNode): readonly SyntaxNode[] {
  if (body.type !== 'BlockStatement') {
    return valuesOf(body)
  }
  const statements = body['body'] as readonly SyntaxNode[]
  return statements.flatMap((statement) =>
    statement.type === 'ReturnStatement' && isSyntaxNode(statement['argument'])
      ? valuesOf(statement['argument'])
      : [],
  )
}
