import fs from 'node:fs'
import path from 'node:path'
import type { FolderSources } from './folder-sources.ts'
import { PackageFinder } from './package-finder.ts'

export interface LinkedPackage {
  /** The real one. */
  readonly folder: string
  /** Of all its files. */
  readonly fingerprint: string
}

/** One package as it is installed, or one that isn't. */
export interface PackageNode {
  readonly name: string
  /** `name@version`, with what pnpm adds to it; `name absent` for one that isn't installed. */
  readonly label: string
  /** Of a package that is linked from where somebody edits it; null: an installed one. */
  readonly linked: LinkedPackage | null
  /** Positions in the graph's list of the packages that it depends on. */
  readonly dependencies: readonly number[]
}

/** The packages that a build may run, with their dependencies, optional dependencies and peers. */
export interface PackageGraph {
  readonly nodes: readonly PackageNode[]
  /** Package that is imported from outside -> positions in the list: one for each place that finds another copy. */
  readonly roots: Readonly<Record<string, readonly number[]>>
}

/**
 * The packages reachable from the named ones. Works on any layout in which a package is found in a `node_modules` folder at
 * or above its user: hoisted, isolated, linked.
 */
export function readPackageGraph(
  importers: ReadonlyMap<string, ReadonlySet<string>>,
  sourcesOf: (folder: string) => FolderSources,
): PackageGraph {
  const nodes: (Omit<PackageNode, 'dependencies'> & { dependencies: readonly number[] })[] = []
  const folderToPosition = new Map<string, number>()
  const queue: { readonly position: number; readonly folder: string; readonly needed: readonly string[] }[] =
    []

  const finder = new PackageFinder()
  const add = (name: string, from: string): number => {
    const folder = finder.find(name, from)
    const place = folder ?? `${name} absent`
    const known = folderToPosition.get(place)
    if (known !== undefined) {
      return known
    }
    const position = nodes.length
    folderToPosition.set(place, position)
    if (folder === null) {
      nodes.push({ name, label: place, linked: null, dependencies: [] })
      return position
    }
    const manifest = readManifest(folder)
    const isInstalled = folder.split(path.sep).includes('node_modules')
    const label = isInstalled ? `${name}@${String(manifest['version'])}${virtualStoreName(folder)}` : name
    // In a folder that is being worked on, a manifest may lag behind what the files import.
    const sources = isInstalled ? null : sourcesOf(folder)
    const linked = sources === null ? null : { folder, fingerprint: sources.fingerprint }
    nodes.push({ name, label, linked, dependencies: [] })
    queue.push({ position, folder, needed: [...dependenciesOf(manifest), ...(sources?.imports ?? [])] })
    return position
  }

  const roots = Object.fromEntries(
    [...importers].map(([name, folders]) => [
      name,
      [...new Set([...folders].map((folder) => add(name, folder)))],
    ]),
  )
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { folder, needed } = next
    const node = nodes[next.position]
    if (node !== undefined) {
      node.dependencies = needed.map((name) => add(name, folder))
    }
  }
  return { nodes, roots }
}

/** The packages that are reached from the given roots, those included. */
export function packagesFrom(graph: PackageGraph, roots: Iterable<string>): readonly PackageNode[] {
  const reached = new Set<number>()
  for (const root of roots) {
    for (const position of graph.roots[root] ?? []) {
      reached.add(position)
    }
  }
  // The set grows while it is walked; a Set visits what is added.
  for (const position of reached) {
    for (const dependency of graph.nodes[position]?.dependencies ?? []) {
      reached.add(dependency)
    }
  }
  return [...reached].flatMap((position) => graph.nodes[position] ?? [])
}

/** Null when a text isn't a graph as `JSON.stringify` writes it. */
export function decodePackageGraph(text: string | null): PackageGraph | null {
  try {
    const graph = JSON.parse(text ?? 'null') as Partial<PackageGraph> | null
    return Array.isArray(graph?.nodes) && typeof graph.roots === 'object' && graph.roots !== null
      ? (graph as PackageGraph)
      : null
  } catch {
    return null
  }
}

/** pnpm names the folder of an installed package by its peers and patches, which its version doesn't tell. */
function virtualStoreName(folder: string): string {
  const parts = folder.split(path.sep)
  const at = parts.lastIndexOf('.pnpm')
  return at === -1 ? '' : ` ${parts[at + 1]}`
}

function dependenciesOf(manifest: Record<string, unknown>): readonly string[] {
  return ['dependencies', 'optionalDependencies', 'peerDependencies'].flatMap((field) =>
    Object.keys((manifest[field] as Record<string, unknown> | undefined) ?? {}),
  )
}

function readManifest(folder: string): Record<string, unknown> {
  try {
    const manifest: unknown = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
    return typeof manifest === 'object' && manifest !== null ? (manifest as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
