import { cacheKeyOf, fingerprintOf, type HookQuestion } from '@rekindle/core'
import type { Host } from '../host.ts'
import { PartTable } from './part-table.ts'

/** Where the result of one call is kept together with others. */
export interface PartPlace {
  readonly table: PartTable
  readonly address: string
}

/** The tables of one plugin in one build, by the keys of modules. */
export class PartTables {
  readonly #host: Host
  readonly #family: string
  readonly #moduleToTable: Map<string, { readonly plugin: string; readonly table: PartTable }> = new Map()

  constructor(host: Host, family: string) {
    this.#host = host
    this.#family = family
    host.endings.add(() => this.#end())
  }

  /**
   * The place of a call for a part of the module whose `transform` has this key; null for one that must have an entry of its own.
   * Nearly all of its question is in that key.
   */
  placeOf(question: HookQuestion, module: string): PartPlace | null {
    const { plugin, hook, id, code, options } = question
    let known = this.#moduleToTable.get(module)
    if (known === undefined) {
      const key = cacheKeyOf([
        ['parts of', module],
        ['plugin', plugin],
      ])
      known = { plugin, table: new PartTable(this.#host, this.#family, key) }
      this.#moduleToTable.set(module, known)
    }
    // Another hook has taken the place of the one that the table is of.
    if (known.plugin !== plugin) {
      return null
    }
    const { root } = this.#host
    const received = code === null ? '' : fingerprintOf(root.keyForm(code))
    return {
      table: known.table,
      address: `${hook} ${received} ${options.length} ${options}${root.keyForm(id)}`,
    }
  }

  #end(): void {
    try {
      for (const { table } of this.#moduleToTable.values()) {
        table.keep()
      }
    } finally {
      this.#moduleToTable.clear()
    }
  }
}
