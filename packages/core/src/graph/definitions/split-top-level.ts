import {
  isSyntax,
  nameIn,
  namesInPattern,
  nodesIn,
  type ParsedModule,
  type Syntax,
} from '../../syntax/syntax.ts'
import { isHarmless } from './harmless.ts'
import { DEFAULT_NAME, type ModuleBindings } from './module-bindings.ts'
import { hoistedNames } from './scopes.ts'

/** A piece of a module's top level, in the order of the text. */
export interface TopLevelPart {
  readonly node: Syntax
  /** What it declares; none for a statement that only does something. */
  readonly names: readonly string[]
  /** What stands around the node and matters: `const`, `export default`, comments with a mark. */
  readonly around: string
  /** Whether it may do more than give its names their values, or depend on what was done before it. */
  readonly hasEffect: boolean
  /** Whether its names have no value before it has run, so that its place matters to effects. */
  readonly isLexical: boolean
}

export interface TopLevel {
  readonly parts: readonly TopLevelPart[]
  /** Comments with a mark before the first statement: they may speak of the whole module. */
  readonly preamble: string
  /** Names that JSX in the module stands for. */
  readonly jsxNames: readonly string[]
}

/** Splits a module into declarations of names and statements. `bindings` gets the exports of declarations. */
export function splitTopLevel(parsed: ParsedModule, bindings: ModuleBindings): TopLevel {
  return new Splitter(parsed, bindings).split()
}

/** Comments without a mark are for people; those with one may be for a compiler: `@ts-ignore`, `#__PURE__`. */
const MARK: RegExp = /[@#]/
const JSX_PRAGMA: RegExp = /@jsx(?:Frag)?\s+([\w$]+)/g

class Splitter {
  readonly #parsed: ParsedModule
  readonly #bindings: ModuleBindings
  readonly #parts: TopLevelPart[] = []
  /** Names that have their value when the current part runs. */
  readonly #settled: Set<string>
  readonly #marked: ParsedModule['comments']
  #nextComment = 0

  constructor(parsed: ParsedModule, bindings: ModuleBindings) {
    this.#parsed = parsed
    this.#bindings = bindings
    this.#settled = new Set([...bindings.imports.keys(), ...parsed.body.flatMap(namesOfFunction)])
    this.#marked = parsed.comments.filter(({ value }) => MARK.test(value))
  }

  split(): TopLevel {
    const { body } = this.#parsed
    const preamble = this.#commentsUntil(body[0]?.start ?? 0)
    for (const statement of body) {
      this.#addStatement(statement)
    }
    const pragmas = [...this.#marked].flatMap(({ value }) => [...value.matchAll(JSX_PRAGMA)])
    const jsxNames = ['React', ...pragmas.map((match) => String(match[1]))]
    return { parts: this.#parts, preamble, jsxNames }
  }

  #addStatement(statement: Syntax): void {
    switch (statement.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'EmptyStatement':
      case 'TSNamespaceExportDeclaration':
        // Described by the bindings; a mark beside it goes to the part that follows.
        break
      case 'ExportNamedDeclaration':
        if (isSyntax(statement['declaration'])) {
          const first = this.#parts.length
          this.#addDeclaration(statement['declaration'], statement, '')
          for (const { names } of this.#parts.slice(first)) {
            for (const name of names) {
              this.#bindings.localExports.set(name, name)
            }
          }
        }
        break
      case 'ExportDefaultDeclaration':
        this.#addDefault(statement)
        break
      default:
        this.#addDeclaration(statement, statement, '')
    }
  }

  #addDefault(statement: Syntax): void {
    const declaration = statement['declaration'] as Syntax
    const name = this.#bindings.localExports.get('default') ?? DEFAULT_NAME
    if (name !== DEFAULT_NAME) {
      this.#addDeclaration(declaration, statement, 'default ')
      return
    }
    const isFunction = declaration.type === 'FunctionDeclaration' || declaration.type === 'TSDeclareFunction'
    const hasEffect = !isFunction && !this.#isHarmless(declaration)
    this.#add(declaration, statement, [DEFAULT_NAME], 'default ', hasEffect, !isFunction)
  }

  #addDeclaration(node: Syntax, statement: Syntax, around: string): void {
    switch (node.type) {
      case 'VariableDeclaration':
        this.#addVariables(node, around)
        break
      case 'FunctionDeclaration':
      case 'TSDeclareFunction':
      case 'TSInterfaceDeclaration':
      case 'TSTypeAliasDeclaration':
        this.#add(node, statement, [nameIn(node['id'])], around, false, false)
        break
      case 'ClassDeclaration':
        this.#add(node, statement, [nameIn(node['id'])], around, this.#hasEffect(node), true)
        break
      case 'TSEnumDeclaration': {
        const members = isSyntax(node['body']) ? nodesIn(node['body']['members']) : []
        const hasEffect = node['declare'] !== true && members.some((member) => !this.#isHarmless(member))
        this.#add(node, statement, [nameIn(node['id'])], around, hasEffect, true)
        break
      }
      case 'TSModuleDeclaration': {
        // `declare module 'x'` and `declare global` speak of what is outside of the module.
        const names = node['global'] === true ? [] : leftmostName(node['id'])
        const hasEffect = names.length === 0 || node['declare'] !== true
        this.#add(node, statement, names, around, hasEffect, true)
        break
      }
      case 'TSImportEqualsDeclaration':
        this.#add(node, statement, [nameIn(node['id'])], around, true, true)
        break
      default:
        this.#add(node, statement, hoistedNames(node), around, true, true)
    }
  }

  #addVariables(node: Syntax, around: string): void {
    const kind = String(node['kind'])
    const isPlainKind = kind === 'var' || kind === 'let' || kind === 'const'
    for (const declarator of nodesIn(node['declarations'])) {
      const names = namesInPattern(declarator['id'])
      const isSimple = isSyntax(declarator['id']) && declarator['id'].type === 'Identifier'
      // Taking something apart calls getters and iterators; `using` calls a method at the end.
      const hasEffect =
        node['declare'] !== true && !(isSimple && isPlainKind && this.#isHarmless(declarator['init']))
      const declared = node['declare'] === true ? 'declare ' : ''
      this.#add(declarator, declarator, names, `${around}${declared}${kind} `, hasEffect, true)
    }
  }

  #hasEffect(node: Syntax): boolean {
    return node['declare'] !== true && !this.#isHarmless(node)
  }

  #isHarmless(node: unknown): boolean {
    return isHarmless(node, (name) => this.#settled.has(name))
  }

  #add(
    node: Syntax,
    statement: Syntax,
    names: readonly string[],
    around: string,
    hasEffect: boolean,
    isLexical: boolean,
  ): void {
    const comments = this.#commentsUntil(statement.end)
    this.#parts.push({ node, names, around: `${around}${comments}`, hasEffect, isLexical })
    for (const name of names) {
      this.#settled.add(name)
    }
  }

  #commentsUntil(end: number): string {
    let text = ''
    for (
      let comment = this.#marked[this.#nextComment];
      comment !== undefined && comment.end <= end;
      comment = this.#marked[this.#nextComment]
    ) {
      text += `${JSON.stringify(comment.value)},`
      this.#nextComment += 1
    }
    return text
  }
}

/** `A` of `namespace A.B`; none of `module 'x'`. */
function leftmostName(id: unknown): string[] {
  if (!isSyntax(id)) {
    return []
  }
  return id.type === 'TSQualifiedName' ? leftmostName(id['left']) : namesInPattern(id)
}

/** Functions have their value from the start. */
function namesOfFunction(statement: Syntax): string[] {
  const declaration = isSyntax(statement['declaration']) ? statement['declaration'] : statement
  return declaration.type === 'FunctionDeclaration' && isSyntax(declaration['id'])
    ? [nameIn(declaration['id'])]
    : []
}
