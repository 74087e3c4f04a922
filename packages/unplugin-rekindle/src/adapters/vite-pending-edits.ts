import type { DevEnvironment, EnvironmentModuleGraph, EnvironmentModuleNode } from 'vite'
import { type ModuleState, restoreState, stateOf } from './vite-module-state.ts'

/** What is known of a module for as long as an edit that concerns it is not decided on. */
interface Concern {
  /** As it was before Vite heard of the first of these edits. */
  readonly state: ModuleState
  readonly edits: Set<PendingEdit>
  /** Every code that a page may have of it: what was served before, and what was made since. */
  readonly codes: string[]
  /** Whether it is outdated for another reason than these edits, or for a change that they made: its state is lost then. */
  isOutdated: boolean
  /** Whether a page may have something else: what it got before is not known, or it was told that the module can't be made. */
  isUncertain: boolean
}

/** An edit of a file that the watcher has reported, until it is known whom to tell. */
export interface PendingEdit {
  readonly file: string
  /** What Vite makes outdated for its sake, without what imports that. */
  readonly roots: readonly EnvironmentModuleNode[]
  readonly modules: Set<EnvironmentModuleNode>
}

/** Edits of one file whose decision never came, since another plugin has failed, are given up when there are more. */
const MOST_EDITS_OF_A_FILE = 8

const environmentToEdits: WeakMap<DevEnvironment, PendingEdits> = new WeakMap()

/**
 * The edits of an environment that are being decided on. There may be many at once, since Vite handles every file apart: what one
 * of them leaves as it was, another one may have changed. So the state of a module is put back only when the last edit
 * that concerns it is decided, and none of them, nor anybody else, has made it outdated meanwhile.
 */
export class PendingEdits {
  readonly #graph: EnvironmentModuleGraph
  readonly #invalidate: EnvironmentModuleGraph['invalidateModule']
  readonly #fileToEdits: Map<string, PendingEdit[]> = new Map()
  readonly #concerns: Map<EnvironmentModuleNode, Concern> = new Map()
  /** Times at which updates were sent: imports of what they concern carry them. */
  readonly #stamps: Set<number> = new Set()
  /** The file for whose sake modules are made outdated right now. */
  #editedFile: string | null = null

  static of(environment: DevEnvironment): PendingEdits {
    let edits = environmentToEdits.get(environment)
    if (edits === undefined) {
      edits = new PendingEdits(environment.moduleGraph)
      environmentToEdits.set(environment, edits)
    }
    return edits
  }

  private constructor(graph: EnvironmentModuleGraph) {
    this.#graph = graph
    this.#invalidate = graph.invalidateModule.bind(graph)
    this.#listen()
  }

  /** Vite has not forgotten anything yet. `file` is absolute. */
  begin(file: string, modules: readonly EnvironmentModuleNode[]): void {
    const edits = this.#fileToEdits.get(file) ?? []
    this.#fileToEdits.set(file, edits)
    const edit: PendingEdit = { file, roots: modules, modules: new Set() }
    edits.push(edit)
    if (edits.length > MOST_EDITS_OF_A_FILE) {
      this.end(edits.shift() as PendingEdit, null)
    }
    for (const module of modules) {
      this.concern(edit, module)
    }
  }

  /** The oldest edit of a file that nobody decides on yet; null: none was announced. */
  take(file: string): PendingEdit | null {
    const edits = this.#fileToEdits.get(file)
    const edit = edits?.shift() ?? null
    if (edits?.length === 0) {
      this.#fileToEdits.delete(file)
    }
    return edit
  }

  /** Notes that an edit concerns a module, and with it all that import it, directly or not: these become outdated with it. */
  concern(edit: PendingEdit, module: EnvironmentModuleNode): void {
    if (edit.modules.has(module)) {
      return
    }
    edit.modules.add(module)
    const known = this.#concerns.get(module)
    if (known === undefined) {
      const code = servedCodeOf(module)
      const codes = code === null ? [] : [code]
      const state = stateOf(module)
      this.#concerns.set(module, {
        state,
        edits: new Set([edit]),
        codes,
        isOutdated: false,
        isUncertain: code === null,
      })
    } else {
      known.edits.add(edit)
    }
    for (const importer of module.importers) {
      this.concern(edit, importer)
    }
  }

  /** Every code that a page may have of a module; null: nobody knows. */
  codesOf(module: EnvironmentModuleNode): readonly string[] | null {
    const concern = this.#concerns.get(module)
    return concern === undefined || concern.isUncertain ? null : [...concern.codes]
  }

  /** Makes a module be made anew, for the sake of an edit. */
  outdate(edit: PendingEdit, module: EnvironmentModuleNode): void {
    this.#forTheSakeOf(edit.file, () => this.#graph.invalidateModule(module))
  }

  noteFailed(module: EnvironmentModuleNode): void {
    const concern = this.#concerns.get(module)
    if (concern !== undefined) {
      concern.isUncertain = true
    }
  }

  /** The edit is decided on: `equal` are the modules that it left as they were; null: all that it concerns stay outdated. */
  end(edit: PendingEdit, equal: ReadonlySet<EnvironmentModuleNode> | 'all' | null): void {
    for (const module of edit.modules) {
      const concern = this.#concerns.get(module)
      if (concern === undefined) {
        continue
      }
      concern.isOutdated ||= equal !== 'all' && equal?.has(module) !== true
      concern.edits.delete(edit)
      if (concern.edits.size === 0) {
        this.#concerns.delete(module)
        if (!concern.isOutdated) {
          restoreState(this.#graph, module, concern.state)
        }
      }
    }
  }

  /** Imports of a module that was edited carry the time at which that was sent. */
  withoutStamps(code: string): string {
    return code.replace(
      /([?&])t=(\d{13})(&|(?!\d))/g,
      (text: string, mark: string, stamp: string, next: string) => {
        const kept = next === '&' ? mark : ''
        return this.#stamps.has(Number(stamp)) ? kept : text
      },
    )
  }

  /** Hears of everything that is made or becomes outdated, whoever is the cause. */
  #listen(): void {
    const graph = this.#graph
    const { onFileChange, updateModuleTransformResult } = graph
    graph.onFileChange = (file) => this.#forTheSakeOf(file, () => onFileChange.call(graph, file))
    graph.invalidateModule = (module, ...rest) => {
      const [, timestamp, isUpdate] = rest
      if (isUpdate === true && timestamp !== undefined) {
        this.#stamps.add(timestamp)
      }
      const concern = this.#concerns.get(module)
      if (concern !== undefined) {
        concern.isOutdated ||= ![...concern.edits].some(({ file }) => file === this.#editedFile)
      }
      this.#invalidate(module, ...rest)
    }
    graph.updateModuleTransformResult = (module, result) => {
      if (result !== null) {
        this.#concerns.get(module)?.codes.push(result.code)
      }
      updateModuleTransformResult.call(graph, module, result)
    }
  }

  #forTheSakeOf(file: string, act: () => void): void {
    const before = this.#editedFile
    this.#editedFile = file
    try {
      act()
    } finally {
      this.#editedFile = before
    }
  }
}

/** What was served for a module last; null: nothing. One whose imports alone are outdated is still what it was. */
function servedCodeOf({ transformResult, ...module }: EnvironmentModuleNode): string | null {
  const { invalidationState } = module as { invalidationState?: { readonly code: string } | string }
  const outdated = typeof invalidationState === 'object' ? invalidationState : null
  return (transformResult ?? outdated)?.code ?? null
}
