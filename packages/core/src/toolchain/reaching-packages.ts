import { type PackageGraph, packagesFrom } from './package-graph.ts'
import type { Owners } from './package-owners.ts'

export interface ReachQuestion {
  readonly user: {
    /** Packages that the plugin is of, `bundler` for one of the bundler's own; empty: nobody knows. */
    readonly packages: readonly string[] | 'bundler'
    /** Packages whose plugins can't change what it does but by what its hooks receive. */
    readonly untouchedBy: ReadonlySet<string> | 'everyone'
  }
  /** Packages that the config, or a config of the plugin's tools, imports or names. */
  readonly imported: Iterable<string>
  /** Those that a config of the plugin's own tools imports or names. */
  readonly named: ReadonlySet<string>
  readonly owners: ReadonlyMap<string, Owners>
  readonly graph: PackageGraph
}

/**
 * The imported packages that can have a part in what a plugin does: all but those that the config plainly uses for other
 * plugins only. Where the plugin is not known to be of a package that the config calls, every package counts.
 */
export function reachingPackages(question: ReachQuestion): readonly string[] {
  const { user, owners, graph } = question
  const imported = [...question.imported]
  const isOfBundler = user.packages === 'bundler'
  const mine = new Set(isOfBundler ? [] : user.packages)
  const isCalled = [...mine].some((name) => ownerSet(owners, name)?.has(name) === true)
  if (!isOfBundler && !isCalled) {
    return imported
  }
  const isOfOthers = (owner: string): boolean =>
    !mine.has(owner) &&
    (user.untouchedBy === 'everyone' || user.untouchedBy.has(owner)) &&
    // A preset makes plugins of the packages that it depends on.
    !packagesFrom(graph, [owner]).some(({ name }) => mine.has(name))
  return imported.filter((name) => {
    const served = question.named.has(name) ? null : ownerSet(owners, name)
    return served === null || ![...served].every(isOfOthers)
  })
}

function ownerSet(owners: ReadonlyMap<string, Owners>, name: string): ReadonlySet<string> | null {
  const found = owners.get(name)
  return found === undefined || found === 'shared' ? null : found
}
