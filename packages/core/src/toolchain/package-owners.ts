import { isDeeplyNested } from '../syntax/is-deeply-nested.ts'
import { loadParserAtOnce } from '../syntax/parse-module.ts'
import { isSyntax, type Syntax } from '../syntax/syntax.ts'
import { packageNameOf } from './import-specifiers.ts'
import { findPluginCalls } from './plugin-calls.ts'

/**
 * To which plugin calls of a config a package belongs.
 * - a set: everything of the package that the config mentions is called in the list of plugins, or handed to such a call;
 *   the set names the packages whose calls these are.
 * - `shared`: it is used in some other way, and may reach any plugin.
 */
export type Owners = ReadonlySet<string> | 'shared'

/**
 * Tells from the sources of a config and its local imports which packages serve which plugins, so that another version of
 * one leaves alone what the others have made. Whatever isn't plainly a call in a list of plugins makes a package `shared`.
 *
 * `configReaders` are the packages whose functions take a config (`defineConfig`, `build`, `rollup`).
 */
export function ownersIn(
  sources: readonly (readonly [file: string, text: string])[],
  configReaders: ReadonlySet<string>,
): ReadonlyMap<string, Owners> {
  const united = new Map<string, Owners>()
  for (const [file, text] of sources) {
    if (file.endsWith('.json')) {
      continue
    }
    const owners = readPackageOwners(file, text, configReaders)
    if (owners === null) {
      // What such a source does with a package, nobody knows.
      return new Map()
    }
    for (const [name, found] of owners) {
      const known = united.get(name)
      const isShared = found === 'shared' || known === 'shared'
      united.set(name, isShared ? 'shared' : new Set([...(known ?? []), ...found]))
    }
  }
  return united
}

export function encodeOwners(owners: ReadonlyMap<string, Owners>): string {
  return JSON.stringify([...owners].map(([name, found]) => [name, found === 'shared' ? null : [...found]]))
}

/** Null when the text isn't what `encodeOwners` writes. */
export function decodeOwners(text: string | null): ReadonlyMap<string, Owners> | null {
  try {
    const rows = JSON.parse(text ?? 'null') as readonly (readonly [string, readonly string[] | null])[]
    return new Map(rows.map(([name, found]) => [name, found === null ? 'shared' : new Set(found)]))
  } catch {
    return null
  }
}

/** Null for a source that can't be parsed. */
function readPackageOwners(
  file: string,
  source: string,
  configReaders: ReadonlySet<string>,
): ReadonlyMap<string, Owners> | null {
  const body = parse(file, source)
  if (body === null) {
    return null
  }
  const owners = new Map<string, Set<string> | 'shared'>()
  const localToPackage = new Map<string, string>()
  for (const statement of body) {
    readImports(statement, localToPackage, owners)
  }
  const pluginCalls = findPluginCalls(body, localToPackage, configReaders)
  noteReferences(body, null)
  return owners

  /** `owner` is the package whose call in the list of plugins the node is an argument of. */
  function noteReferences(value: unknown, owner: string | null): void {
    if (Array.isArray(value)) {
      for (const element of value) {
        noteReferences(element, owner)
      }
      return
    }
    if (!isSyntax(value) || value.type === 'ImportDeclaration') {
      return
    }
    const called = pluginCalls.get(value)
    if (called !== undefined) {
      own(called, owner ?? called)
      noteReferences(value['arguments'], owner ?? called)
      return
    }
    noteReference(value, owner)
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'object' && inner !== null && !isName(value, name)) {
        noteReferences(inner, owner)
      }
    }
  }

  function noteReference(node: Syntax, owner: string | null): void {
    const reference = node.type === 'Identifier' || node.type === 'JSXIdentifier' ? node['name'] : null
    const used = typeof reference === 'string' ? localToPackage.get(reference) : undefined
    if (used !== undefined) {
      own(used, owner)
    }
    const loaded = loadedSpecifier(node)
    const loadedPackage = loaded === null ? null : packageNameOf(loaded)
    if (loadedPackage !== null) {
      owners.set(loadedPackage, 'shared')
    }
  }

  function own(name: string, owner: string | null): void {
    const known = owners.get(name)
    if (owner === null || known === 'shared') {
      owners.set(name, 'shared')
    } else {
      owners.set(name, (known ?? new Set()).add(owner))
    }
  }
}

function readImports(
  statement: Syntax,
  localToPackage: Map<string, string>,
  owners: Map<string, Set<string> | 'shared'>,
): void {
  if (statement.type !== 'ImportDeclaration' || statement['importKind'] === 'type') {
    return
  }
  const specifier = (statement['source'] as { readonly value: string }).value
  const name = packageNameOf(specifier)
  const specifiers = statement['specifiers'] as readonly Syntax[]
  if (name === null) {
    return
  }
  if (specifiers.length === 0) {
    owners.set(name, 'shared')
  }
  for (const { local } of specifiers) {
    localToPackage.set((local as { readonly name: string }).name, name)
  }
}

/** What a call of `import` or `require`, or an `export ... from`, loads; null: nothing that can be told. */
function loadedSpecifier(node: Syntax): string | null {
  const isRequire =
    node.type === 'CallExpression' && (node['callee'] as { readonly name?: unknown }).name === 'require'
  const source = isRequire
    ? (node['arguments'] as readonly Syntax[])[0]
    : (node['source'] as Syntax | undefined)
  const value = source?.['value']
  return typeof value === 'string' ? value : null
}

/** Whether a property of a node holds a name that refers to no variable. */
function isName(node: Syntax, property: string): boolean {
  switch (node.type) {
    case 'MemberExpression':
      return property === 'property' && node['computed'] !== true
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
      return property === 'key' && node['computed'] !== true
    default:
      return false
  }
}

/** Null for a source that can't be parsed, and where there is no parser. */
function parse(file: string, source: string): readonly Syntax[] | null {
  try {
    const parsed = isDeeplyNested(source) ? null : loadParserAtOnce()(file, source)
    return parsed === null || 'kind' in parsed ? null : parsed.body
  } catch {
    // No native library for this machine: every package counts for every plugin.
    return null
  }
}
