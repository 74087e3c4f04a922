import { isSyntax, type Syntax } from '../syntax/syntax.ts'

/** Properties of a config whose value is again a config. */
const NESTED_CONFIGS: ReadonlySet<string> = new Set(['worker'])

/**
 * Finds the configs in a source (what it exports by default, and what it gives to a function of `configReaders`), and in
 * their lists of plugins the calls of imported functions, each with the package that the function is of.
 */
export function findPluginCalls(
  body: readonly Syntax[],
  localToPackage: ReadonlyMap<string, string>,
  configReaders: ReadonlySet<string>,
): ReadonlyMap<Syntax, string> {
  const calls = new Map<Syntax, string>()
  const importedBy = (node: Syntax): string | undefined =>
    node.type === 'Identifier' ? localToPackage.get(node['name'] as string) : undefined

  const findConfigs = (inner: unknown): void => {
    if (Array.isArray(inner)) {
      inner.forEach(findConfigs)
    } else if (isSyntax(inner)) {
      if (inner.type === 'ExportDefaultDeclaration') {
        visitConfig(inner['declaration'] as Syntax)
      }
      const reader = inner.type === 'CallExpression' ? importedBy(inner['callee'] as Syntax) : undefined
      if (reader !== undefined && configReaders.has(reader)) {
        for (const argument of inner['arguments'] as readonly Syntax[]) {
          visitConfig(argument)
        }
      }
      Object.values(inner).forEach(findConfigs)
    }
  }
  const visitConfig = (given: Syntax): void => {
    for (const node of valuesOf(given)) {
      if (node.type === 'ArrayExpression') {
        for (const element of node['elements'] as readonly (Syntax | null)[]) {
          if (element !== null) {
            visitConfig(element)
          }
        }
      }
      if (node.type === 'ObjectExpression') {
        for (const property of node['properties'] as readonly Syntax[]) {
          const name = (property['key'] as { readonly name?: string } | undefined)?.name ?? ''
          if (name === 'plugins') {
            visitPlugins(property['value'] as Syntax)
          } else if (NESTED_CONFIGS.has(name)) {
            visitConfig(property['value'] as Syntax)
          }
        }
      }
    }
  }
  const visitPlugins = (given: Syntax): void => {
    for (const node of valuesOf(given)) {
      const called = node.type === 'CallExpression' ? importedBy(node['callee'] as Syntax) : undefined
      if (called !== undefined && !configReaders.has(called)) {
        calls.set(node, called)
      }
      if (node.type === 'ArrayExpression') {
        for (const element of node['elements'] as readonly (Syntax | null)[]) {
          if (element !== null) {
            visitPlugins(element.type === 'SpreadElement' ? (element['argument'] as Syntax) : element)
          }
        }
      }
    }
  }
  findConfigs(body)
  return calls
}

/** The expressions that a value may come from: through casts, awaits, conditions, and functions that return it. */
function valuesOf(node: Syntax): readonly Syntax[] {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'ParenthesizedExpression':
      return valuesOf(node['expression'] as Syntax)
    case 'AwaitExpression':
      return valuesOf(node['argument'] as Syntax)
    case 'ConditionalExpression':
      return [...valuesOf(node['consequent'] as Syntax), ...valuesOf(node['alternate'] as Syntax)]
    case 'LogicalExpression':
      return valuesOf(node['right'] as Syntax)
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return returnedBy(node['body'] as Syntax)
    default:
      return [node]
  }
}

function returnedBy(body: Syntax): readonly Syntax[] {
  if (body.type !== 'BlockStatement') {
    return valuesOf(body)
  }
  const statements = body['body'] as readonly Syntax[]
  return statements.flatMap((statement) =>
    statement.type === 'ReturnStatement' && isSyntax(statement['argument'])
      ? valuesOf(statement['argument'])
      : [],
  )
}
