import { isSyntax, nameIn, nodesIn, type Syntax } from '../../syntax/syntax.ts'

/**
 * Whether evaluating something at the top level of a module can do no more than give a value: no effect on anything
 * else, no effect of anything else on it. At least as strict as the tree-shaking of bundlers; in doubt there is an effect.
 *
 * `isSettled` tells of a name whether reading it surely gives a value: a function, an import, or a declaration above.
 */
export function isHarmless(node: unknown, isSettled: (name: string) => boolean): boolean {
  return !isSyntax(node) || (CHECKS[node.type]?.(node, isSettled) ?? false)
}

type Check = (node: Syntax, isSettled: (name: string) => boolean) => boolean

const always: Check = () => true

/** Holds for a node when it does for what is in these fields. */
function inFields(...fields: readonly string[]): Check {
  return (node, isSettled) =>
    fields.every((field) => {
      const value = node[field]
      return Array.isArray(value)
        ? value.every((item) => isHarmless(item, isSettled))
        : isHarmless(value, isSettled)
    })
}

/** Reading one of these names gives the language's own object, unless the module has one of that name. */
const BUILT_IN: ReadonlySet<string> = new Set([
  ...['undefined', 'NaN', 'Infinity', 'Object', 'Array', 'Function', 'Math', 'JSON', 'Reflect', 'Symbol'],
  ...[
    'Number',
    'String',
    'Boolean',
    'BigInt',
    'Date',
    'RegExp',
    'Promise',
    'Error',
    'TypeError',
    'RangeError',
  ],
  ...[
    'Map',
    'Set',
    'WeakMap',
    'WeakSet',
    'Uint8Array',
    'Uint16Array',
    'Uint32Array',
    'Int8Array',
    'Int16Array',
  ],
  ...['Int32Array', 'Float32Array', 'Float64Array', 'ArrayBuffer', 'DataView'],
])

/** Made without arguments, or with a literal number, these do nothing else. */
const COLLECTIONS: ReadonlySet<string> = new Set([
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'Object',
  'Array',
  'Date',
])

/** Operators that call no method of their operands. */
const BLIND_OPERATORS: ReadonlySet<string> = new Set(['===', '!==', '!', 'typeof', 'void'])

const isNumberOrText = (node: unknown): boolean =>
  isSyntax(node) &&
  ((node.type === 'Literal' && !node['regex'] && !node['bigint']) ||
    (node.type === 'UnaryExpression' && node['operator'] === '-' && isNumberOrText(node['argument'])) ||
    (node.type === 'BinaryExpression' &&
      node['operator'] !== 'in' &&
      node['operator'] !== 'instanceof' &&
      isNumberOrText(node['left']) &&
      isNumberOrText(node['right'])))

const isOperationHarmless: Check = (node, isSettled) =>
  isNumberOrText(node) ||
  (BLIND_OPERATORS.has(String(node['operator'])) && inFields('left', 'right', 'argument')(node, isSettled))

/** Name of a built-in that is called, if the module has none of that name. */
function builtInCallee(node: Syntax, isSettled: (name: string) => boolean): string | null {
  const { callee } = node
  const name = isSyntax(callee) && callee.type === 'Identifier' ? nameIn(callee) : null
  return name !== null && BUILT_IN.has(name) && !isSettled(name) ? name : null
}

const isConstructionHarmless: Check = (node, isSettled) =>
  COLLECTIONS.has(builtInCallee(node, isSettled) ?? '') && nodesIn(node['arguments']).length === 0

const isCallHarmless: Check = (node, isSettled) =>
  builtInCallee(node, isSettled) === 'Symbol' && nodesIn(node['arguments']).every(isNumberOrText)

const isMemberHarmless: Check = (member, isSettled) => {
  if (nodesIn(member['decorators']).length > 0 || member.type === 'StaticBlock') {
    return false
  }
  const hasPlainKey = member['computed'] !== true || isNumberOrText(member['key'])
  const isEvaluated = member['static'] === true && member.type !== 'MethodDefinition'
  return hasPlainKey && (!isEvaluated || isHarmless(member['value'], isSettled))
}

/** As for bundlers, `extends` reads a name and no more. */
const isClassHarmless: Check = (node, isSettled) => {
  const { superClass, body } = node
  const isPlain = nodesIn(node['decorators']).length === 0
  const hasPlainParent = !isSyntax(superClass) || superClass.type === 'Identifier'
  const members = isSyntax(body) ? nodesIn(body['body']) : []
  return (
    isPlain &&
    hasPlainParent &&
    isHarmless(superClass, isSettled) &&
    members.every((member) => isMemberHarmless(member, isSettled))
  )
}

const isPropertyHarmless: Check = (node, isSettled) =>
  (node['computed'] !== true || isNumberOrText(node['key'])) && isHarmless(node['value'], isSettled)

const CHECKS: Readonly<Record<string, Check>> = {
  Literal: always,
  FunctionExpression: always,
  ArrowFunctionExpression: always,
  ThisExpression: always,
  TemplateLiteral: (node) => nodesIn(node['expressions']).every(isNumberOrText),
  Identifier: (node, isSettled) => isSettled(nameIn(node)) || BUILT_IN.has(nameIn(node)),
  ArrayExpression: inFields('elements'),
  ObjectExpression: inFields('properties'),
  Property: isPropertyHarmless,
  UnaryExpression: isOperationHarmless,
  BinaryExpression: isOperationHarmless,
  LogicalExpression: inFields('left', 'right'),
  ConditionalExpression: inFields('test', 'consequent', 'alternate'),
  SequenceExpression: inFields('expressions'),
  ClassExpression: isClassHarmless,
  ClassDeclaration: isClassHarmless,
  NewExpression: isConstructionHarmless,
  CallExpression: isCallHarmless,
  TSAsExpression: inFields('expression'),
  TSSatisfiesExpression: inFields('expression'),
  TSNonNullExpression: inFields('expression'),
  TSTypeAssertion: inFields('expression'),
  TSEnumMember: inFields('initializer'),
}
