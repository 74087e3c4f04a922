import { isSyntax, nameIn, nodesIn, type Syntax } from '../../syntax/syntax.ts'
import type { ExportOrigin } from './module-summary.ts'

export interface ImportBinding {
  readonly specifier: string
  /** `*` for a namespace. */
  readonly name: string
}

/** The name of a default export that has none. */
export const DEFAULT_NAME = '*default*'

/** What a module imports and exports, by its statements. */
export class ModuleBindings {
  /** local name -> what it stands for */
  readonly imports: Map<string, ImportBinding> = new Map()
  /** Local names that hold a whole module. */
  readonly namespaces: Set<string> = new Set()
  /** export name -> local name, of this module's own exports */
  readonly localExports: Map<string, string> = new Map()
  /** export name -> origin, of exports that go through without a local name */
  readonly reExports: Map<string, ExportOrigin> = new Map()
  readonly stars: string[] = []
  /** Specifiers that are evaluated with the module, in order. */
  readonly evaluated: string[] = []
  /** Why the statements can't be understood; null when they are. */
  doubt: string | null = null

  constructor(body: readonly Syntax[]) {
    for (const statement of body) {
      this.#read(statement)
    }
  }

  /** Where an export comes from; its local name may itself be an import. */
  originOf(local: string): ExportOrigin {
    const binding = this.imports.get(local)
    return binding === undefined
      ? { kind: 'definition', name: local }
      : { kind: 'import', specifier: binding.specifier, name: binding.name }
  }

  #read(statement: Syntax): void {
    switch (statement.type) {
      case 'ImportDeclaration':
        this.#readImport(statement)
        break
      case 'ExportAllDeclaration':
        this.#readStar(statement)
        break
      case 'ExportNamedDeclaration':
        this.#readNamed(statement)
        break
      case 'ExportDefaultDeclaration': {
        const declaration = statement['declaration'] as Syntax
        this.localExports.set('default', localNameOfDefault(declaration))
        break
      }
      case 'TSExportAssignment':
        this.doubt ??= '`export =`'
        break
      case 'TSImportEqualsDeclaration':
        if (isSyntax(statement['moduleReference']) && isRequire(statement['moduleReference'])) {
          this.doubt ??= '`import x = require()`'
        }
        break
    }
  }

  #readImport(statement: Syntax): void {
    const specifier = nameIn(statement['source'])
    // Compilers may also drop an import of which only types are used; that would be one evaluation fewer.
    if (statement['importKind'] !== 'type') {
      this.#evaluate(specifier)
    }
    for (const one of nodesIn(statement['specifiers'])) {
      const local = nameIn(one['local'])
      switch (one.type) {
        case 'ImportNamespaceSpecifier':
          this.imports.set(local, { specifier, name: '*' })
          this.namespaces.add(local)
          break
        case 'ImportDefaultSpecifier':
          this.imports.set(local, { specifier, name: 'default' })
          break
        default:
          this.imports.set(local, { specifier, name: nameIn(one['imported']) })
      }
    }
  }

  #readStar(statement: Syntax): void {
    const specifier = nameIn(statement['source'])
    if (statement['exportKind'] !== 'type') {
      this.#evaluate(specifier)
    }
    if (isSyntax(statement['exported'])) {
      this.reExports.set(nameIn(statement['exported']), { kind: 'import', specifier, name: '*' })
    } else {
      this.stars.push(specifier)
    }
  }

  #readNamed(statement: Syntax): void {
    const specifier = isSyntax(statement['source']) ? nameIn(statement['source']) : null
    if (specifier !== null && statement['exportKind'] !== 'type') {
      this.#evaluate(specifier)
    }
    for (const one of nodesIn(statement['specifiers'])) {
      const exported = nameIn(one['exported'])
      const local = nameIn(one['local'])
      if (specifier === null) {
        this.localExports.set(exported, local)
      } else {
        this.reExports.set(exported, { kind: 'import', specifier, name: local })
      }
    }
  }

  #evaluate(specifier: string): void {
    if (!this.evaluated.includes(specifier)) {
      this.evaluated.push(specifier)
    }
  }
}

function localNameOfDefault(declaration: Syntax): string {
  const isNamed = isSyntax(declaration['id']) && /Declaration$|^TSDeclareFunction$/.test(declaration.type)
  if (isNamed) {
    return nameIn(declaration['id'])
  }
  return DEFAULT_NAME
}

function isRequire(reference: Syntax): boolean {
  return reference.type === 'TSExternalModuleReference'
}
