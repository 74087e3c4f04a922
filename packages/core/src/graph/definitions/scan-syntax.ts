import { fieldsOf, isSyntax, nameIn, namesInPattern, nodesIn, type Syntax } from '../../syntax/syntax.ts'
import { isFunction, namesOfBody, namesOfParameters, namesOfStatement } from './scopes.ts'

/** What a piece of a module says and which names outside of itself it uses. */
export interface Scan {
  /** The piece without layout, comments and spelling: equal for pieces that mean the same. */
  readonly text: string
  /** Free names, without namespaces of which only known members are used. */
  readonly names: ReadonlySet<string>
  /** namespace -> members that are used by their names */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>
  /** Free names that get another value somewhere in the piece. */
  readonly written: ReadonlySet<string>
  /** Modules that are named in it: `import('./a.js')`, in types too. */
  readonly loaded: ReadonlySet<string>
  /** Why nobody can tell which names it uses; null when that is known. */
  readonly doubt: string | null
}

/** Identifiers in these fields are no references, unless they are computed. */
const NAMES_OF_MEMBERS: Readonly<Record<string, string>> = {
  MemberExpression: 'property',
  Property: 'key',
  MethodDefinition: 'key',
  PropertyDefinition: 'key',
  AccessorProperty: 'key',
  TSAbstractMethodDefinition: 'key',
  TSAbstractPropertyDefinition: 'key',
  TSAbstractAccessorProperty: 'key',
  TSPropertySignature: 'key',
  TSMethodSignature: 'key',
  TSEnumMember: 'id',
  TSQualifiedName: 'right',
  TSImportType: 'qualifier',
  LabeledStatement: 'label',
  BreakStatement: 'label',
  ContinueStatement: 'label',
  MetaProperty: 'property',
  JSXAttribute: 'name',
  JSXMemberExpression: 'property',
}

/** Names through which code may reach what it doesn't name. */
const DOUBTFUL: ReadonlySet<string> = new Set(['eval', 'require', 'module', 'exports'])

/**
 * Scans some nodes as one piece.
 *
 * `namespaces` are the names that hold a whole module; `ownNames` says that a name is the module's own, so that one
 * of the doubtful names may be harmless; `jsxNames` are what JSX turns into uses of.
 */
export function scanSyntax(
  nodes: readonly Syntax[],
  namespaces: ReadonlySet<string>,
  ownNames: (name: string) => boolean,
  jsxNames: readonly string[],
): Scan {
  const scanner = new Scanner(namespaces, ownNames, jsxNames)
  for (const node of nodes) {
    scanner.scan(node)
  }
  scanner.forgetHeldNamespaces()
  return scanner
}

class Scanner implements Scan {
  text: string = ''
  readonly names: Set<string> = new Set()
  readonly members: Map<string, Set<string>> = new Map()
  readonly written: Set<string> = new Set()
  readonly loaded: Set<string> = new Set()
  doubt: string | null = null
  readonly #namespaces: ReadonlySet<string>
  readonly #ownNames: (name: string) => boolean
  readonly #jsxNames: readonly string[]
  readonly #scopes: ReadonlySet<string>[] = []
  /** namespace -> how often it is used other than for a member that is named */
  readonly #escapes: Map<string, number> = new Map()

  constructor(
    namespaces: ReadonlySet<string>,
    ownNames: (name: string) => boolean,
    jsxNames: readonly string[],
  ) {
    this.#namespaces = namespaces
    this.#ownNames = ownNames
    this.#jsxNames = jsxNames
  }

  scan(node: Syntax): void {
    this.#note(node)
    this.text += `(${node.type}`
    if (isFunction(node)) {
      this.#scanFunction(node)
    } else {
      this.#within(namesOfStatement(node), () => this.#scanFields(node))
    }
    this.text += ')'
  }

  forgetHeldNamespaces(): void {
    for (const [name, escapes] of this.#escapes) {
      if (escapes === 0) {
        this.names.delete(name)
      }
    }
  }

  #within(names: readonly string[], act: () => void): void {
    if (names.length === 0) {
      act()
      return
    }
    this.#scopes.push(new Set(names))
    act()
    this.#scopes.pop()
  }

  /** Parameters don't see what the body declares: `(a = x) => { var x }` uses the outer `x`. */
  #scanFunction(node: Syntax): void {
    const { body, ...head } = node as Syntax & { readonly body?: unknown }
    this.#within(namesOfParameters(node), () => {
      this.#scanFields(head as Syntax)
      if (isSyntax(body) && body.type === 'BlockStatement') {
        this.text += '{'
        this.#within(namesOfBody(nodesIn(body['body'])), () => this.#scanValue(body['body']))
      } else {
        this.#scanValue(body)
      }
    })
  }

  #scanFields(node: Syntax): void {
    const memberName = node['computed'] === true ? undefined : NAMES_OF_MEMBERS[node.type]
    const isLiteral = node.type === 'Literal' || node.type === 'JSXText'
    for (const [field, value] of fieldsOf(node)) {
      if (isLiteral && field === 'raw') {
        continue
      }
      this.text += ` ${field}:`
      if (field === memberName && isSyntax(value) && isPlainName(value)) {
        this.text += JSON.stringify([value.type, nameIn(value)])
      } else if (isLiteral) {
        this.text += literalText(value)
      } else {
        this.#scanValue(value)
      }
    }
  }

  #scanValue(value: unknown): void {
    if (isSyntax(value)) {
      this.scan(value)
    } else if (Array.isArray(value)) {
      this.text += '['
      for (const item of value) {
        this.#scanValue(item)
      }
      this.text += ']'
    } else {
      this.text += `${JSON.stringify(value)},`
    }
  }

  #note(node: Syntax): void {
    switch (node.type) {
      case 'Identifier':
      case 'JSXIdentifier':
        this.#noteName(nameIn(node))
        break
      case 'MemberExpression':
      case 'JSXMemberExpression':
      case 'TSQualifiedName':
        this.#noteMember(node)
        break
      case 'JSXElement':
      case 'JSXFragment':
        for (const name of this.#jsxNames) {
          this.#noteName(name)
        }
        break
      case 'AssignmentExpression':
        this.#noteWritten(node['left'])
        break
      case 'UpdateExpression':
        this.#noteWritten(node['argument'])
        break
      case 'ForInStatement':
      case 'ForOfStatement':
        this.#noteWritten(node['left'])
        break
      case 'ImportExpression':
      case 'TSImportType':
        this.#noteLoaded(node['source'])
        break
      case 'WithStatement':
        this.doubt ??= '`with`'
        break
    }
  }

  #isFree(name: string): boolean {
    return !this.#scopes.some((scope) => scope.has(name))
  }

  #noteName(name: string): void {
    if (this.#isFree(name)) {
      this.names.add(name)
      this.#countEscape(name, 1)
      if (DOUBTFUL.has(name) && !this.#ownNames(name)) {
        this.doubt ??= `\`${name}\``
      }
    }
  }

  #countEscape(name: string, count: number): void {
    if (this.#namespaces.has(name)) {
      this.#escapes.set(name, (this.#escapes.get(name) ?? 0) + count)
    }
  }

  /** A member that is named doesn't need the rest of a namespace. The identifier itself is counted on its own. */
  #noteMember(node: Syntax): void {
    const holder = node['object'] ?? node['left']
    const member = node['property'] ?? node['right']
    const name = isSyntax(holder) && isPlainName(holder) ? nameIn(holder) : null
    const isNamed = isSyntax(member) && (node['computed'] === true ? isText(member) : isPlainName(member))
    if (name === null || !isNamed || !this.#namespaces.has(name) || !this.#isFree(name)) {
      return
    }
    const members = this.members.get(name) ?? new Set()
    members.add(nameIn(member))
    this.members.set(name, members)
    this.#countEscape(name, -1)
  }

  #noteWritten(target: unknown): void {
    for (const name of isSyntax(target) ? assignedNames(target) : []) {
      if (this.#isFree(name)) {
        this.written.add(name)
      }
    }
  }

  #noteLoaded(source: unknown): void {
    if (isSyntax(source) && isText(source)) {
      this.loaded.add(nameIn(source))
    } else {
      this.doubt ??= '`import()` of a computed name'
    }
  }
}

function isPlainName(node: Syntax): boolean {
  return node.type === 'Identifier' || node.type === 'JSXIdentifier'
}

function isText(node: Syntax): boolean {
  return node.type === 'Literal' && typeof node['value'] === 'string'
}

function literalText(value: unknown): string {
  // JSON would write an infinite number, such as 1e999, like `null`.
  return typeof value === 'bigint' || typeof value === 'number'
    ? `${typeof value} ${value},`
    : `${JSON.stringify(value)},`
}

function assignedNames(target: Syntax): string[] {
  switch (target.type) {
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return isSyntax(target['expression']) ? assignedNames(target['expression']) : []
    default:
      return namesInPattern(target)
  }
}
