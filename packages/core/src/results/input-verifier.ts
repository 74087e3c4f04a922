import type { FingerprintTable } from '../fingerprint/fingerprint-table.ts'
import { describeInput, type InputState, type RecordedInput } from '../fingerprint/input.ts'
import type { ProjectRoot, RootRelativePath } from '../key/project-root.ts'

/** Whether recorded inputs still have the states they had. */
export type Verification = { readonly kind: 'fresh' } | { readonly kind: 'stale'; readonly changed: string }

/** Tells the state of something only the bundler knows, by name. */
export type ContextState = (name: string) => InputState | 'unknown'

/** Compares recorded inputs with the present. */
export class InputVerifier {
  readonly #root: ProjectRoot
  readonly #table: FingerprintTable
  readonly #absolute: Map<string, string> = new Map()

  constructor(root: ProjectRoot, table: FingerprintTable) {
    this.#root = root
    this.#table = table
  }

  verify(inputs: readonly RecordedInput[], contextState: ContextState): Verification {
    for (const input of inputs) {
      if (this.#presentState(input, contextState) !== input.state) {
        return { kind: 'stale', changed: describeInput(input) }
      }
    }
    return { kind: 'fresh' }
  }

  #presentState(input: RecordedInput, contextState: ContextState): InputState | 'unknown' {
    switch (input.kind) {
      case 'file':
        return this.#table.fileState(this.#absolutePath(input.name))
      case 'directory':
        return this.#table.listingState(this.#absolutePath(input.name))
      case 'env':
        return this.#table.envState(input.name)
      case 'context':
        return contextState(input.name)
    }
  }

  #absolutePath(name: string): string {
    let path = this.#absolute.get(name)
    if (path === undefined) {
      path = this.#root.absolute(name as RootRelativePath)
      this.#absolute.set(name, path)
    }
    return path
  }
}
