import path from 'node:path'
import type { ModuleId } from '../module-node.ts'
import { type AffectedParts, DefinitionGraph } from './definition-graph.ts'
import { linkModule } from './link-module.ts'
import { type ModuleSummary, specifiersIn } from './module-summary.ts'
import { loadSummarizer } from './summarize-module.ts'

export type Files = Readonly<Record<string, string>>

/** Modules as texts, whose specifiers are the names of others: `./b.js` or `./b.ts`. */
export class DefinitionTestProject {
  readonly graph: DefinitionGraph = new DefinitionGraph()
  readonly #summarize: (name: string, text: string) => ModuleSummary
  #files: Files = {}

  private constructor(summarize: (name: string, text: string) => ModuleSummary) {
    this.#summarize = summarize
  }

  static async create(files: Files): Promise<DefinitionTestProject> {
    const project = new DefinitionTestProject(await loadSummarizer())
    project.write(files)
    return project
  }

  /** Writes some files, `null` to remove one, and takes the whole project in again where it differs. */
  write(edit: Readonly<Record<string, string | null>>): AffectedParts {
    const merged = { ...this.#files, ...edit }
    const removed = Object.keys(merged).filter((name) => merged[name] === null)
    const kept = Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== null)
    this.#files = Object.fromEntries(kept)
    const modules = kept.map(([name, text]) => {
      const summary = this.#summarize(name, text)
      const specifiers = summary.kind === 'parsed' ? [...specifiersIn(summary)] : namedIn(text)
      const resolved = new Map(specifiers.flatMap((specifier) => this.#resolve(name, specifier)))
      return { id: name as ModuleId, summary, links: linkModule(summary, resolved, resolved.values()) }
    })
    return this.graph.update(modules, removed as ModuleId[])
  }

  /** Names of the modules that an edit reaches, without the edited ones. */
  reachedBy(edit: Readonly<Record<string, string | null>>): string[] {
    const { parts } = this.write(edit)
    return [...parts.keys()].filter((id) => !(id in edit)).sort()
  }

  #resolve(importer: string, specifier: string): [string, ModuleId][] {
    const target = path.posix.join(path.posix.dirname(importer), specifier)
    return specifier.startsWith('.') && target in this.#files ? [[specifier, target as ModuleId]] : []
  }
}

function namedIn(text: string): string[] {
  return [...text.matchAll(/['"](\.[^'"]+)['"]/g)].map((match) => String(match[1]))
}
