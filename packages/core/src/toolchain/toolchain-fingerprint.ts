import { encodeKeyParts, type Fingerprint, fingerprintOf } from '../key/cache-key.ts'
import type { ProjectRoot } from '../key/project-root.ts'
import { collectLocalSources } from './local-sources.ts'
import { packageClosure } from './package-closure.ts'

export interface ToolchainQuestion {
  readonly root: ProjectRoot
  /** The config file, or the script that calls the bundler, and what it is known to import. */
  readonly configFiles: readonly string[]
  /** Sources by path of config files that may be gone by now (a bundled copy). */
  readonly configTexts: ReadonlyMap<string, string>
  /** What else decides how plugins behave: mode, command, bundler version, resolved options. */
  readonly facts: Readonly<Record<string, string>>
}

/**
 * Fingerprints everything that decides what a hook does besides its input: the config with its local imports by
 * content, the packages that those import with all that these depend on by name and version, linked packages
 * by content, the Node major version, and the facts of the caller.
 */
export function toolchainFingerprint(question: ToolchainQuestion): Fingerprint {
  const { root } = question
  const local = collectLocalSources(question.configFiles, question.configTexts)
  const sources = [...local.files]
    .map(([file, text]) => [root.keyForm(file), fingerprintOf(root.keyForm(text))] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const facts = Object.entries(question.facts).map(
    ([name, value]) => [`fact ${name}`, root.keyForm(value)] as const,
  )
  const packages = packageClosure(local.packages)
  return fingerprintOf(
    encodeKeyParts([
      ['node', process.versions.node.split('.')[0] ?? ''],
      ...sources,
      ['packages', packages.join('\n')],
      ...facts,
    ]),
  )
}
