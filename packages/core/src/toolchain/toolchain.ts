import { encodeKeyParts, type Fingerprint, fingerprintOf } from '../key/cache-key.ts'
import type { ProjectRoot } from '../key/project-root.ts'
import { type FolderSources, readFolderSources } from './folder-sources.ts'
import { installMarkers } from './install-markers.ts'
import { collectLocalSources, type LocalSources } from './local-sources.ts'
import { decodePackageGraph, type PackageGraph, packagesFrom, readPackageGraph } from './package-graph.ts'
import { decodeOwners, encodeOwners, type Owners, ownersIn } from './package-owners.ts'
import { packagePatches } from './package-patches.ts'
import { reachingPackages } from './reaching-packages.ts'

export interface ToolchainQuestion {
  readonly root: ProjectRoot
  /** The config file, or the script that calls the bundler, and what it is known to import. */
  readonly configFiles: readonly string[]
  /** Sources by path of config files that may be gone by now (a bundled copy). */
  readonly configTexts: ReadonlyMap<string, string>
  /** Packages whose functions take a config. */
  readonly configReaders: ReadonlySet<string>
  /** What else decides how plugins behave: mode, command, bundler version. */
  readonly facts: Readonly<Record<string, string>>
  /** The resolved options of the bundler, for those who look at them. */
  readonly config: string
  /** Where lists of packages are remembered under the stats of the installation. */
  readonly memo: TextMemo
}

/** Texts by name that outlive the process; a text that is gone is found out anew. */
export interface TextMemo {
  read(name: string): string | null
  write(name: string, text: string): void
}

/** Whose toolchain it is. */
export interface ToolUser {
  /** Packages that the plugin is of, `bundler` for one of the bundler's own; empty: nobody knows, and every package counts. */
  readonly packages: readonly string[] | 'bundler'
  /** Packages whose plugins can't change what it does but by what its hooks receive. */
  readonly untouchedBy: ReadonlySet<string> | 'everyone'
  readonly seesConfig: boolean
  /** Config files of its tools, which may name a package by a text instead of importing it; absolute paths. */
  readonly toolConfigFiles: readonly string[]
}

/**
 * Everything that decides what a hook does besides its input, during one build: the config with its local imports by
 * content, the packages that those import with all that these depend on by name and version, linked packages and patches
 * by content, the Node major version, and the facts of the caller. Each plugin is told those that can concern it.
 */
export class Toolchain {
  readonly #question: ToolchainQuestion
  readonly #local: LocalSources
  readonly #markers: string | null
  readonly #patches: string
  readonly #userToFingerprint: Map<string, Fingerprint> = new Map()
  readonly #folderToSources: Map<string, FolderSources> = new Map()
  #owners: ReadonlyMap<string, Owners> | null = null

  constructor(question: ToolchainQuestion) {
    this.#question = question
    this.#local = collectLocalSources(question.configFiles, question.configTexts)
    this.#markers = installMarkers(question.root.directory)
    this.#patches = packagePatches(question.root.directory).join('\n')
  }

  /** Fingerprint of the tools of one plugin. */
  fingerprintFor(user: ToolUser): Fingerprint {
    const name = nameOf(user)
    let fingerprint = this.#userToFingerprint.get(name)
    if (fingerprint === undefined) {
      fingerprint = this.#describe(user)
      this.#userToFingerprint.set(name, fingerprint)
    }
    return fingerprint
  }

  /** The names of the tools in which two toolchains differ; empty when one of them isn't remembered. */
  changes(before: string, now: string): readonly string[] {
    const old = this.#recallParts(before)
    const present = this.#recallParts(now)
    if (old === null || present === null) {
      return []
    }
    const names = new Set([...old.keys(), ...present.keys()])
    return [...names].filter((name) => partOf(old, name) !== partOf(present, name)).sort()
  }

  /** Where no package is linked, the marks of the installation say all of packages that is to be known. */
  #describe(user: ToolUser): Fingerprint {
    const { root, facts, config, configReaders, memo } = this.#question
    const tools = collectLocalSources(user.toolConfigFiles, new Map(), new Set(user.toolConfigFiles))
    const sources = new Map([...this.#local.files, ...tools.files])
    const node = ['node', process.versions.node.split('.')[0] ?? ''] as const
    const local = [...sources]
      .map(([file, text]) => [root.relative(file), fingerprintOf(root.keyForm(text))] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1))
    const others = [
      ['patches', this.#patches] as const,
      ...Object.entries(facts).map(([name, value]) => [name, root.keyForm(value)] as const),
      ...(user.seesConfig ? [['options of the bundler', root.keyForm(config)] as const] : []),
    ]
    const importers = unite(this.#local.packages, tools.packages)
    const settled = `settled toolchain ${fingerprintOf(
      encodeKeyParts([
        node,
        ...local,
        ...others,
        ['markers', this.#markers ?? ''],
        ['root', root.directory],
        ['importers', JSON.stringify([importersOf(importers), [...tools.packages.keys()]])],
        ['readers', [...configReaders].join()],
        ['user', nameOf(user)],
      ]),
    )}`
    const known = this.#markers === null ? null : memo.read(settled)
    if (known !== null && FINGERPRINT.test(known)) {
      return known as Fingerprint
    }
    const graph = this.#packageGraph(importers)
    const parts = [node, ...local, ...this.#packageParts(user, tools, importers, graph), ...others]
    const fingerprint = fingerprintOf(encodeKeyParts(parts))
    const memoName = `toolchain ${fingerprint}`
    if (memo.read(memoName) === null) {
      memo.write(memoName, JSON.stringify(parts.map(([name, value]) => [name, shortDigest(value)])))
    }
    if (this.#markers !== null && graph.nodes.every(({ linked }) => linked === null)) {
      memo.write(settled, fingerprint)
    }
    return fingerprint
  }

  /** One part per name of a package: all its copies, sorted. */
  #packageParts(
    user: ToolUser,
    tools: LocalSources,
    importers: ReadonlyMap<string, ReadonlySet<string>>,
    graph: PackageGraph,
  ): readonly (readonly [string, string])[] {
    const wanted = reachingPackages({
      user,
      imported: importers.keys(),
      named: new Set(tools.packages.keys()),
      owners: this.#packageOwners(),
      graph,
    })
    const nameToLabels = new Map<string, string[]>()
    for (const { name, label, linked } of packagesFrom(graph, wanted)) {
      const full = linked === null ? label : `${label}#${linked.fingerprint}`
      nameToLabels.set(name, [...(nameToLabels.get(name) ?? []), full])
    }
    return [...nameToLabels]
      .map(([name, labels]) => [`package ${name}`, labels.sort().join('\n')] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1))
  }

  /**
   * Walking some hundred manifests costs more than all keys of a small build; an unchanged install costs stats, and a look
   * into the folders of linked packages.
   */
  #packageGraph(importers: ReadonlyMap<string, ReadonlySet<string>>): PackageGraph {
    const { memo } = this.#question
    const sourcesOf = (folder: string): FolderSources => this.#sourcesOf(folder)
    if (this.#markers === null) {
      return readPackageGraph(importers, sourcesOf)
    }
    const name = `packages ${fingerprintOf(
      encodeKeyParts([
        ['markers', this.#markers],
        ['importers', JSON.stringify(importersOf(importers))],
      ]),
    )}`
    const known = decodePackageGraph(memo.read(name))
    const isSame = known?.nodes.every(
      ({ linked }) => !linked || linked.fingerprint === sourcesOf(linked.folder).fingerprint,
    )
    if (known !== null && isSame === true) {
      return known
    }
    const graph = readPackageGraph(importers, sourcesOf)
    memo.write(name, JSON.stringify(graph))
    return graph
  }

  /** Parsing needs a parser, which takes longer to load than to run; the same sources have the same owners. */
  #packageOwners(): ReadonlyMap<string, Owners> {
    if (this.#owners === null) {
      const { memo, configReaders } = this.#question
      const sources = [...this.#local.files]
      const name = `owners ${fingerprintOf(encodeKeyParts([...sources, ['readers', [...configReaders].join()]]))}`
      this.#owners = decodeOwners(memo.read(name))
      if (this.#owners === null) {
        this.#owners = ownersIn(sources, configReaders)
        memo.write(name, encodeOwners(this.#owners))
      }
    }
    return this.#owners
  }

  #sourcesOf(folder: string): FolderSources {
    let sources = this.#folderToSources.get(folder)
    if (sources === undefined) {
      sources = readFolderSources(folder)
      this.#folderToSources.set(folder, sources)
    }
    return sources
  }

  #recallParts(fingerprint: string): ReadonlyMap<string, string> | null {
    const text = this.#question.memo.read(`toolchain ${fingerprint}`)
    try {
      return text === null ? null : new Map(JSON.parse(text) as [string, string][])
    } catch {
      return null
    }
  }
}

const FINGERPRINT: RegExp = /^[0-9a-f]{32}$/

function nameOf({ packages, untouchedBy, seesConfig, toolConfigFiles }: ToolUser): string {
  return JSON.stringify([
    packages,
    untouchedBy === 'everyone' || [...untouchedBy],
    seesConfig,
    toolConfigFiles,
  ])
}

function importersOf(importers: ReadonlyMap<string, ReadonlySet<string>>): unknown {
  return [...importers].map(([importer, folders]) => [importer, [...folders].sort()]).sort()
}

function unite(
  one: ReadonlyMap<string, ReadonlySet<string>>,
  other: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const united = new Map(one)
  for (const [name, folders] of other) {
    united.set(name, new Set([...(united.get(name) ?? []), ...folders]))
  }
  return united
}

/**
 * The digest of a part; undefined: none. A text that could have been the name of a package, and isn't one of an installed
 * package, is no tool.
 */
function partOf(parts: ReadonlyMap<string, string>, name: string): string | undefined {
  const digest = parts.get(name)
  return digest === shortDigest(`${name.replace('package ', '')} absent`) ? undefined : digest
}

function shortDigest(text: string): string {
  return fingerprintOf(text).slice(0, 8)
}
