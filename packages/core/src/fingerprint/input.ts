import type { Fingerprint } from '../key/cache-key.ts'

/**
 * Something that a hook depended on besides its key.
 * - `file`: a path that was read, stat'ed or probed: its content, that it is a folder, or its absence.
 * - `directory`: the names and types in a folder, or its absence.
 * - `env`: the value of an environment variable, or its absence.
 * - `context`: something only the bundler can tell, by name (`combined-map`).
 */
export type InputKind = 'file' | 'directory' | 'env' | 'context'

/** An input on this machine; `name` is an absolute path for `file` and `directory`. */
export interface Input {
  readonly kind: InputKind
  readonly name: string
}

/** The state of an input when a result was made. Paths are root-relative, so that copies can verify it. */
export interface RecordedInput {
  readonly kind: InputKind
  readonly name: string
  readonly state: InputState
}

/**
 * `special` is a device, a pipe or a socket; it is never recorded. The words can't be mistaken for a fingerprint:
 * those are 32 hex characters.
 */
export type InputState = Fingerprint | 'absent' | 'directory' | 'special'

/** For people: `file src/_tokens.scss`. */
export function describeInput(input: { readonly kind: InputKind; readonly name: string }): string {
  return `${input.kind} ${input.name}`
}

/** As the name of an `env` input: which variables there are. */
export const ENV_NAMES = '*'
