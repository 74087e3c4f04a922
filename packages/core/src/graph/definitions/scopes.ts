import { nameIn, namesInPattern, nodesIn, type Syntax } from '../../syntax/syntax.ts'

/**
 * Names that are declared inside of a definition and hide those of the module. Only what surely hides is named: one
 * too few gives a needless reference, one too many would lose one. Types hide nothing, since values of the same
 * name may stand beside them.
 */

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'TSDeclareFunction',
  'TSEmptyBodyFunctionExpression',
])

export function isFunction(node: Syntax): boolean {
  return FUNCTIONS.has(node.type)
}

/** What a function's parameters and body see: its own name, if only it knows it, and the parameters. */
export function namesOfParameters(node: Syntax): string[] {
  const own = node.type === 'FunctionExpression' && node['id'] ? [nameIn(node['id'])] : []
  const hidden = node.type === 'ArrowFunctionExpression' ? [] : ['arguments']
  return [...own, ...hidden, ...nodesIn(node['params']).flatMap(namesInPattern)]
}

/** What the body of a function or a static block declares: lexically, and by `var` at any depth. */
export function namesOfBody(statements: readonly Syntax[]): string[] {
  return [...namesOfBlock(statements), ...statements.flatMap(hoistedNames)]
}

/** What stands directly in a block. In a module, functions belong to their block. */
function namesOfBlock(statements: readonly Syntax[]): string[] {
  return statements.flatMap((statement) => {
    switch (statement.type) {
      case 'VariableDeclaration':
        return statement['kind'] === 'var' ? [] : namesOfDeclaration(statement)
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
        return [nameIn(statement['id'])]
      default:
        return []
    }
  })
}

/** What a statement that isn't a block declares for what is in it: heads of loops, parameters of `catch`, cases. */
export function namesOfStatement(node: Syntax): string[] {
  switch (node.type) {
    case 'BlockStatement':
      return namesOfBlock(nodesIn(node['body']))
    case 'StaticBlock':
      return namesOfBody(nodesIn(node['body']))
    case 'ForStatement':
      return namesOfBlock(nodesIn(node['init']))
    case 'ForInStatement':
    case 'ForOfStatement':
      return namesOfBlock(nodesIn(node['left']))
    case 'SwitchStatement':
      return nodesIn(node['cases']).flatMap((one) => namesOfBlock(nodesIn(one['consequent'])))
    case 'CatchClause':
      return namesInPattern(node['param'])
    case 'ClassExpression':
      return node['id'] ? [nameIn(node['id'])] : []
    default:
      return []
  }
}

function namesOfDeclaration(declaration: Syntax): string[] {
  return nodesIn(declaration['declarations']).flatMap((declarator) => namesInPattern(declarator['id']))
}

/** Fields of statements in which further statements of the same function stand. */
const NESTED: Readonly<Record<string, readonly string[]>> = {
  BlockStatement: ['body'],
  IfStatement: ['consequent', 'alternate'],
  ForStatement: ['init', 'body'],
  ForInStatement: ['left', 'body'],
  ForOfStatement: ['left', 'body'],
  WhileStatement: ['body'],
  DoWhileStatement: ['body'],
  TryStatement: ['block', 'handler', 'finalizer'],
  CatchClause: ['body'],
  SwitchStatement: ['cases'],
  SwitchCase: ['consequent'],
  LabeledStatement: ['body'],
}

/** What `var` declares in a statement, out of all blocks but not out of functions. */
export function hoistedNames(statement: Syntax): string[] {
  if (statement.type === 'VariableDeclaration') {
    return statement['kind'] === 'var' ? namesOfDeclaration(statement) : []
  }
  return (NESTED[statement.type] ?? []).flatMap((field) => nodesIn(statement[field]).flatMap(hoistedNames))
}
