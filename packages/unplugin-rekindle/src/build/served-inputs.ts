import type { Input, ProjectRoot } from '@rekindle/core'

/** Which of the modules that were served were made from which files, for when one of these is edited. */
export class ServedInputs {
  readonly #root: ProjectRoot
  /** By environment and root-relative file. */
  readonly #fileToModules: Map<string, Set<string>> = new Map()

  constructor(root: ProjectRoot) {
    this.#root = root
  }

  note(environment: string, id: string, inputs: readonly Input[]): void {
    for (const { kind, name } of inputs) {
      if (kind === 'file' || kind === 'settings') {
        const place = placeOf(environment, name)
        const modules = this.#fileToModules.get(place)
        if (modules === undefined) {
          this.#fileToModules.set(place, new Set([id]))
        } else {
          modules.add(id)
        }
      }
    }
  }

  /** Ids of modules with a result that was made from the file; `file` is absolute. */
  modulesMadeFrom(environment: string, file: string): readonly string[] {
    return [...(this.#fileToModules.get(placeOf(environment, this.#root.relative(file))) ?? [])]
  }
}

function placeOf(environment: string, file: string): string {
  return `${environment}\0${file}`
}
