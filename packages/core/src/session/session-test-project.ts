import type { ModuleFacts } from '../graph/module-facts.ts'
import type { ModuleId } from '../graph/module-node.ts'
import type { Policies, StaleModule } from '../graph/stale-modules.ts'
import { type Fingerprint, fingerprintOf } from '../key/cache-key.ts'
import { ProjectRoot, type RootRelativePath } from '../key/project-root.ts'
import type { TestFolder } from '../key/test-folder.ts'
import type { RekindleEvent } from '../results/event.ts'
import type { ChangeSet, PresentFile } from './change-set.ts'
import { Session, type SessionOptions } from './session.ts'
import type { RunOutcome } from './wave.ts'

/**
 * Files in memory. A line `import b` is an import, `load b` a dynamic one, `read b` an input, `//` a comment. The
 * project's compiler gives for a module its lines without comments, and, for each `inline b`, the result of `b` as
 * well. A module with `throw` doesn't compile.
 */
export class SessionTestProject {
  readonly texts: Map<string, string> = new Map()
  readonly events: RekindleEvent[] = []
  /** Modules in the order in which they ran, by layers. */
  readonly runs: ModuleId[][] = []
  readonly #folder: TestFolder
  #session: Session | null = null

  constructor(folder: TestFolder) {
    this.#folder = folder
  }

  get session(): Session {
    return this.#session as Session
  }

  /** A session as a new process would have it, that runs modules itself. */
  open(policies: Policies, options: Partial<SessionOptions> = {}): Session {
    this.#session = new Session({
      root: new ProjectRoot(this.#folder.path),
      cacheDirectory: this.#folder.at('.cache'),
      policies,
      run: (modules) => this.run(modules),
      onEvent: (event) => this.events.push(event),
      ...options,
    })
    this.#session.load()
    return this.#session
  }

  /** Puts files in place, tells the session of all as a bundler would in its first build, and returns it. */
  build(texts: Readonly<Record<string, string>>): Session {
    for (const [file, text] of Object.entries(texts)) {
      this.texts.set(file, text)
    }
    const modules = [...this.texts.keys()].filter(isModule).map((id) => this.factsOf(id as ModuleId))
    const inputs = [...this.texts.keys()].map((id) => [id as ModuleId, this.#source(id)] as const)
    this.session.record({ modules, states: inputs })
    return this.session
  }

  /** Writes files, `null` to delete one, and gives what a watcher would tell. */
  edit(edits: Readonly<Record<string, string | null>>): ChangeSet {
    const created: PresentFile[] = []
    const updated: PresentFile[] = []
    const deleted: RootRelativePath[] = []
    for (const [file, text] of Object.entries(edits)) {
      const isKnown = this.texts.has(file)
      if (text === null) {
        this.texts.delete(file)
        deleted.push(file as RootRelativePath)
        continue
      }
      this.texts.set(file, text)
      const list = isKnown ? updated : created
      list.push({ file: file as RootRelativePath, fingerprint: fingerprintOf(text) })
    }
    return { created, updated, deleted }
  }

  async run(modules: readonly StaleModule[]): Promise<RunOutcome[]> {
    this.runs.push(modules.map(({ module }) => module))
    return modules.map(({ module }) => {
      try {
        return { kind: 'done', facts: this.factsOf(module) }
      } catch (error) {
        return { kind: 'failed', module, error }
      }
    })
  }

  factsOf(id: ModuleId): ModuleFacts {
    return { ...this.bareFactsOf(id), result: fingerprintOf(this.resultOf(id)) }
  }

  /** Facts of a module whose result isn't known. */
  bareFactsOf(id: ModuleId): ModuleFacts {
    const named = (word: string) =>
      linesOf(this.texts.get(id))
        .filter((line) => line.startsWith(`${word} `))
        .map((line) => line.slice(word.length + 1) as ModuleId)
    return {
      id,
      source: this.#source(id),
      result: null,
      staticImports: [...named('import'), ...named('inline')],
      dynamicImports: named('load'),
      inputs: named('read'),
    }
  }

  /** What the compiler gives now, from scratch. In a cycle it stops where it began. */
  resultOf(id: string, path: readonly string[] = []): string {
    const lines = linesOf(this.texts.get(id)).filter((line) => !line.startsWith('//'))
    if (lines.includes('throw')) {
      throw new Error(`${id} does not compile`)
    }
    return lines
      .map((line) => {
        const [word, name = ''] = line.split(' ')
        if (word === 'read') {
          return `${line}: ${this.texts.get(name)}`
        }
        const isInlined = word === 'inline' && this.texts.has(name) && !path.includes(name)
        return isInlined ? `[${this.resultOf(name, [...path, id])}]` : line
      })
      .join('\n')
  }

  #source(id: string): Fingerprint | null {
    const text = this.texts.get(id)
    return text === undefined ? null : fingerprintOf(text)
  }
}

function isModule(file: string): boolean {
  return !file.endsWith('.txt')
}

function linesOf(text: string | undefined): string[] {
  return (text ?? '').split('\n')
}
