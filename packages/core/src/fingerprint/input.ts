import type { Fingerprint } from '../key/cache-key.ts'
import { ROOT_TOKEN } from '../key/project-root.ts'

/**
 * Something that a hook depended on besides its key.
 * - `file`: a path that was read, stat'ed or probed: its content, that it is a folder, or its absence.
 * - `settings`: a package.json as those see it who look for the settings of a tool in it.
 * - `directory`: the names and types in a folder, or its absence.
 * - `tree`: the same of a folder and all folders below it.
 * - `place`: that there is a file, a folder or nothing at a path that was only looked at, and where links lead.
 * - `env`: the value of an environment variable, or its absence.
 * - `context`: something only the bundler can tell, by name (`combined-map`, `resolve ["./a","src/b.js"]`).
 */
export type InputKind = 'file' | 'settings' | 'directory' | 'tree' | 'place' | 'env' | 'context'

/** Kinds whose name is a path. */
export type PathKind = Extract<InputKind, 'file' | 'settings' | 'directory' | 'tree' | 'place'>

export function isPathKind(kind: InputKind): kind is PathKind {
  return kind !== 'env' && kind !== 'context'
}

/** An input on this machine; `name` is an absolute path for kinds that are paths. */
export interface Input {
  readonly kind: InputKind
  readonly name: string
}

/** The state of an input when a result was made. Paths are root-relative, so that copies can verify it. */
export interface RecordedInput {
  readonly kind: InputKind
  readonly name: string
  readonly state: InputState
  /**
   * Through which file it is one: the module whose call read what the plugin remembers, or the file beside which it was
   * read; root-relative. Null: the call itself read it.
   */
  readonly through: string | null
}

/**
 * `special` is a device, a pipe or a socket; it is never recorded. The words can't be mistaken for a fingerprint:
 * those are 32 hex characters.
 */
export type InputState = Fingerprint | 'absent' | 'directory' | 'special'

/** For people: `file src/_tokens.scss`. Paths in it are relative to the project root. */
export function describeInput(input: { readonly kind: InputKind; readonly name: string }): string {
  return `${input.kind} ${input.name.replaceAll(`${ROOT_TOKEN}/`, '')}`
}

/** As the name of an `env` input: which variables there are. */
export const ENV_NAMES = '*'
