import { encodeKeyParts, type Fingerprint, fingerprintOf } from '../key/cache-key.ts'
import type { ProjectRoot } from '../key/project-root.ts'
import { installMarkers } from './install-markers.ts'
import { collectLocalSources } from './local-sources.ts'
import { folderFingerprint, type PackageClosure, packageClosure } from './package-closure.ts'
import { packagePatches } from './package-patches.ts'

export interface ToolchainQuestion {
  readonly root: ProjectRoot
  /** The config file, or the script that calls the bundler, and what it is known to import. */
  readonly configFiles: readonly string[]
  /** Config files of tools, which may name a plugin by a text instead of importing it. */
  readonly toolConfigFiles: readonly string[]
  /** Sources by path of config files that may be gone by now (a bundled copy). */
  readonly configTexts: ReadonlyMap<string, string>
  /** What else decides how plugins behave: mode, command, bundler version, resolved options. */
  readonly facts: Readonly<Record<string, string>>
  /** Where the list of packages is remembered under the stats of the installation. */
  readonly memo: ClosureMemo
}

/** Texts by name that outlive the process; a text that is gone is found out anew. */
export interface ClosureMemo {
  read(name: string): string | null
  write(name: string, text: string): void
}

/**
 * Fingerprints everything that decides what a hook does besides its input: the config with its local imports by
 * content, the packages that those import with all that these depend on by name and version, linked packages
 * and patches by content, the Node major version, and the facts of the caller.
 */
export function toolchainFingerprint(question: ToolchainQuestion): Fingerprint {
  const { root } = question
  const local = collectLocalSources(
    [...question.configFiles, ...question.toolConfigFiles],
    question.configTexts,
    new Set(question.toolConfigFiles),
  )
  const sources = [...local.files]
    .map(([file, text]) => [root.keyForm(file), fingerprintOf(root.keyForm(text))] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const facts = Object.entries(question.facts).map(
    ([name, value]) => [`fact ${name}`, root.keyForm(value)] as const,
  )
  const packages = memoizedClosure(question, local.packages)
  const linked = packages.linked.map(([name, folder]) => `${name}#${folderFingerprint(folder)}`)
  return fingerprintOf(
    encodeKeyParts([
      ['node', process.versions.node.split('.')[0] ?? ''],
      ...sources,
      ['packages', [...packages.installed, ...linked].join('\n')],
      ['patches', packagePatches(root.directory).join('\n')],
      ...facts,
    ]),
  )
}

/** Walking some hundred manifests costs more than all keys of a small build; an unchanged install costs stats. */
function memoizedClosure(
  { root, memo }: ToolchainQuestion,
  importers: ReadonlyMap<string, ReadonlySet<string>>,
): PackageClosure {
  const markers = installMarkers(root.directory)
  if (markers === null) {
    return packageClosure(importers)
  }
  const name = fingerprintOf(
    encodeKeyParts([
      ['markers', markers],
      [
        'importers',
        JSON.stringify([...importers].map(([importer, folders]) => [importer, [...folders].sort()]).sort()),
      ],
    ]),
  )
  const known = decodeClosure(memo.read(name))
  if (known !== null) {
    return known
  }
  const closure = packageClosure(importers)
  memo.write(name, JSON.stringify(closure))
  return closure
}

function decodeClosure(text: string | null): PackageClosure | null {
  try {
    const closure = JSON.parse(text ?? 'null') as Partial<PackageClosure> | null
    return Array.isArray(closure?.installed) && Array.isArray(closure.linked)
      ? (closure as PackageClosure)
      : null
  } catch {
    return null
  }
}
