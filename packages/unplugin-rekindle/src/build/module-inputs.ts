import type { Input, InputGroup, ModuleId } from '@rekindle/core'

/** Files and folders that the modules of a build were made from, as hooks ran or were restored. */
export class ModuleInputs {
  readonly #environmentToModules: Map<string, Map<string, Set<ModuleId>>> = new Map()
  readonly #ledgers: Set<string> = new Set()

  /** Forgets what was noted. */
  clear(): void {
    this.#environmentToModules.clear()
    this.#ledgers.clear()
  }

  note(
    environment: string,
    id: string,
    { inputs, ledger }: { readonly inputs: readonly Input[]; readonly ledger: string | null },
  ): void {
    const noted = this.#inputsOf(environment, id)
    for (const input of fileIds(inputs)) {
      noted.add(input)
    }
    if (ledger !== null) {
      noted.add(groupId(ledger))
      this.#ledgers.add(ledger)
    }
  }

  of(environment: string, id: string): readonly ModuleId[] {
    return [...(this.#environmentToModules.get(environment)?.get(id) ?? [])]
  }

  /** The ledgers that modules share, with what is in them. */
  groups(inputsOf: (ledger: string) => readonly Input[]): InputGroup[] {
    return [...this.#ledgers].map((ledger) => ({ id: groupId(ledger), inputs: fileIds(inputsOf(ledger)) }))
  }

  #inputsOf(environment: string, id: string): Set<ModuleId> {
    let modules = this.#environmentToModules.get(environment)
    if (modules === undefined) {
      modules = new Map()
      this.#environmentToModules.set(environment, modules)
    }
    let inputs = modules.get(id)
    if (inputs === undefined) {
      inputs = new Set()
      modules.set(id, inputs)
    }
    return inputs
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
      return name as ModuleId
    case 'directory':
      return `${name === '' ? '.' : name}/` as ModuleId
    case 'env':
    case 'context':
      return null
  }
}
