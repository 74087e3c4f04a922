import type { Input, InputGroup, ModuleId } from '@rekindle/core'

/** What one result was made from; `ledger` names what it shares with others. */
export interface MadeFrom {
  readonly inputs: readonly Input[]
  readonly ledger: string | null
}

/**
 * Files and folders that the modules of a build were made from, as hooks ran or were restored. Noting is on the way of
 * every hit, so that it does no more than keep what is there.
 */
export class ModuleInputs {
  readonly #environmentToModules: Map<string, Map<string, MadeFrom[]>> = new Map()
  readonly #ledgers: Set<string> = new Set()

  /** Forgets what was noted. */
  clear(): void {
    this.#environmentToModules.clear()
    this.#ledgers.clear()
  }

  note(environment: string, id: string, made: MadeFrom): void {
    let modules = this.#environmentToModules.get(environment)
    if (modules === undefined) {
      modules = new Map()
      this.#environmentToModules.set(environment, modules)
    }
    const noted = modules.get(id)
    if (noted === undefined) {
      modules.set(id, [made])
    } else {
      noted.push(made)
    }
    if (made.ledger !== null) {
      this.#ledgers.add(made.ledger)
    }
  }

  /** Each input once; a ledger stands for what is in it. */
  of(environment: string, id: string): readonly ModuleId[] {
    const noted = this.#environmentToModules.get(environment)?.get(id) ?? []
    const ids = noted.flatMap(({ inputs, ledger }) => [
      ...fileIds(inputs),
      ...(ledger === null ? [] : [groupId(ledger)]),
    ])
    return [...new Set(ids)]
  }

  /** The ledgers that modules share, with what is in them. */
  groups(inputsOf: (ledger: string) => readonly Input[]): InputGroup[] {
    return [...this.#ledgers].map((ledger) => ({ id: groupId(ledger), inputs: fileIds(inputsOf(ledger)) }))
  }
}

/** Not the path of any file: virtual modules begin like this. */
function groupId(ledger: string): ModuleId {
  return `\0ledger ${ledger}` as ModuleId
}

function fileIds(inputs: readonly Input[]): ModuleId[] {
  return inputs.map(fileId).filter((id) => id !== null)
}

/** Null for an input that isn't a file: a variable, what only the bundler knows. */
function fileId({ kind, name }: Input): ModuleId | null {
  switch (kind) {
    case 'file':
    case 'settings':
    case 'place':
      return name as ModuleId
    case 'directory':
    case 'tree':
      return `${name === '' ? '.' : name}/` as ModuleId
    case 'env':
    case 'context':
      return null
  }
}
