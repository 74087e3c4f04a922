import type { Quarantine, StandingRecord } from './standing.ts'

/** Where texts are remembered from build to build. */
export interface StandingsMemo {
  /** The newest text under a name; null: there is none. */
  readonly recall: (name: string) => string | null
  /** All texts under a name, oldest first. */
  readonly recallAll: (name: string) => readonly string[]
  readonly memorize: (name: string, text: string) => void
}

const RECORDS = 'standings'
/** Apart: each is a text of its own, so that none is lost when two processes write. */
const QUARANTINES = 'quarantines'

/** What is stored of plugins' standings. Text of another form counts for nothing. */
export class StandingsFile {
  readonly #memo: StandingsMemo
  #records: Map<string, StandingRecord> = new Map()
  #quarantines: Quarantine[] = []
  #suspects: ReadonlySet<string> = new Set()
  #isChanged = false

  constructor(memo: StandingsMemo) {
    this.#memo = memo
  }

  read(): void {
    const { records, suspects } = fieldsOf(parsed(this.#memo.recall(RECORDS)))
    this.#records = new Map(Object.entries(fieldsOf(records)).filter(isRecordEntry))
    this.#suspects = new Set(Array.isArray(suspects) ? suspects.map(String) : [])
    this.#quarantines = this.#memo.recallAll(QUARANTINES).map(parsed).filter(isQuarantine)
    this.#isChanged = false
  }

  recordOf(plugin: string): StandingRecord | null {
    return this.#records.get(plugin) ?? null
  }

  /** Newest last. */
  quarantinesOf(plugin: string): readonly Quarantine[] {
    return this.#quarantines.filter((quarantine) => quarantine.plugin === plugin)
  }

  /** Whether the last build failed at a module with a restored result. */
  isSuspect(module: string): boolean {
    return this.#suspects.has(module)
  }

  setRecord(plugin: string, record: StandingRecord): void {
    this.#records.set(plugin, record)
    this.#isChanged = true
  }

  setSuspects(modules: readonly string[]): void {
    if (modules.length > 0 || this.#suspects.size > 0) {
      this.#suspects = new Set(modules)
      this.#isChanged = true
    }
  }

  addQuarantine(quarantine: Quarantine): void {
    this.#memo.memorize(QUARANTINES, JSON.stringify(quarantine))
  }

  /** Writes what has changed. */
  write(): void {
    if (this.#isChanged) {
      const stored: Stored = { records: Object.fromEntries(this.#records), suspects: [...this.#suspects] }
      this.#memo.memorize(RECORDS, JSON.stringify(stored))
      this.#isChanged = false
    }
  }
}

interface Stored {
  readonly records: Readonly<Record<string, StandingRecord>>
  readonly suspects: readonly string[]
}

function isRecordEntry(entry: [string, unknown]): entry is [string, StandingRecord] {
  const { tools, agreed, auditedAt } = fieldsOf(entry[1])
  return typeof tools === 'string' && typeof agreed === 'number' && typeof auditedAt === 'number'
}

function isQuarantine(value: unknown): value is Quarantine {
  const { plugin, tools, module, difference } = fieldsOf(value)
  return [plugin, tools, module, difference].every((field) => typeof field === 'string')
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
