import { MeasuredCalls } from './measured-calls.ts'
import { type Quarantine, type Standing, type StandingRecord, standingOf } from './standing.ts'
import type { StandingsFile } from './standings-file.ts'

/** Which restored results are audited: all, a share, or none but those of plugins on trial. */
export type AuditChoice = 'all' | 'sampled' | 'none'

/** A plugin, as far as its trial needs to know it. */
export interface TriedPlugin {
  /** Which one it is, in words. */
  readonly asker: string
  /** Whether the table or the user says that it may be cached. */
  readonly isVouchedFor: boolean
  /** Fingerprint of its tools; reads them at the first call. */
  toolchain(): string
  /** A variable in which its hooks keep state, or null; looks into functions. */
  stateVariable(): string | null
}

const AUDIT_EVERY_MS = 24 * 60 * 60 * 1000
/** Of a plugin that is due, every so many hits are audited, ... */
const DUE_STEP = 8
/** ... up to this many in one build. */
const DUE_AUDITS = 8
/** Of a plugin that nobody vouches for, every so many hits are audited, for ever. */
export const UNKNOWN_STEP = 64

/** One plugin in one build: what becomes of its calls, and what they show of it. */
export class Trial {
  readonly measured: MeasuredCalls = new MeasuredCalls()
  /** How many times the plugin was caught in earlier builds: what was stored before isn't asked for any more. */
  readonly generation: number
  readonly #plugin: TriedPlugin
  readonly #file: StandingsFile
  readonly #choice: AuditChoice
  readonly #record: StandingRecord | null
  readonly #isDue: boolean
  #standing: Standing
  #hits: number
  #agreed = 0
  #hasStored = false
  #isCaught = false

  /** @param offset counts as so many hits, that not the same calls are audited in each build */
  constructor(plugin: TriedPlugin, file: StandingsFile, choice: AuditChoice, offset: number) {
    const record = file.recordOf(plugin.asker)
    const quarantines = file.quarantinesOf(plugin.asker)
    this.#plugin = plugin
    this.#file = file
    this.#choice = choice
    this.#record = record
    this.#isDue = record !== null && Date.now() - record.auditedAt > AUDIT_EVERY_MS
    this.#hits = offset
    this.generation = quarantines.length
    this.#standing = standingOf({
      isVouchedFor: plugin.isVouchedFor,
      record,
      quarantines,
      tools: () => plugin.toolchain(),
      stateVariable: () => plugin.stateVariable(),
    })
  }

  get standing(): Standing {
    return this.#standing
  }

  /** Whether the hook is to run for a call that could be answered from the cache, and its result to be compared. */
  shouldAudit(module: string): boolean {
    this.#hits += 1
    if (this.#standing.kind === 'tried' || this.#choice === 'all' || this.#file.isSuspect(module)) {
      return true
    }
    const isTurn = this.#isDue && this.#agreed < DUE_AUDITS && this.#hits % DUE_STEP === 0
    const isSample = !this.#plugin.isVouchedFor && this.#hits % UNKNOWN_STEP === 0
    return this.#choice === 'sampled' && (isTurn || isSample)
  }

  noteStored(): void {
    this.#hasStored = true
  }

  noteAgreed(): void {
    this.#agreed += 1
  }

  /** Puts the plugin into quarantine, at once and for later builds; null: it is there already. */
  noteDiffers(module: string, difference: string): Quarantine | null {
    if (this.#isCaught) {
      return null
    }
    this.#isCaught = true
    this.#standing = { kind: 'left-alone', why: `in quarantine since it was run again for ${module}` }
    const { asker } = this.#plugin
    const quarantine = { plugin: asker, tools: this.#plugin.toolchain(), module, difference }
    this.#file.addQuarantine(quarantine)
    return quarantine
  }

  /** Takes down what this build has shown. */
  end(): void {
    const record = this.#isCaught ? null : this.#recordAfter(Date.now())
    if (record !== null) {
      this.#file.setRecord(this.#plugin.asker, record)
    }
  }

  /** The record as it has to be after this build; null: it stays as it is. */
  #recordAfter(now: number): StandingRecord | null {
    const before = this.#record
    switch (this.#standing.kind) {
      case 'measured':
        return this.measured.areDear() ? { tools: '', agreed: 0, auditedAt: now } : null
      case 'tried': {
        const tools = this.#plugin.toolchain()
        const known = before?.tools === tools ? before.agreed : 0
        return this.#agreed === 0 ? null : { tools, agreed: known + 1, auditedAt: now }
      }
      case 'trusted': {
        const isNew = before === null && this.#hasStored
        const isAudited = this.#agreed > 0 && this.#isDue
        const { tools, agreed } = before ?? { tools: '', agreed: 0 }
        return isNew || isAudited ? { tools, agreed, auditedAt: now } : null
      }
      case 'left-alone':
        return null
    }
  }
}
