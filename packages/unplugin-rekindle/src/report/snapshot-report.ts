import { describeSnapshotRefusal, type RekindleEvent, type SnapshotMiss } from '@rekindle/core'

/** What became of a build as a whole. */
export interface SnapshotReport {
  /**
   * - `restored`: nothing was built.
   * - `made`: it was built, and nothing was recorded so far.
   * - `kept`: it was built and recorded.
   * - `declined`: it was built, and can't be recorded.
   */
  readonly outcome: 'restored' | 'made' | 'kept' | 'declined'
  /** Files that were restored or recorded, their bytes, and the inputs that were verified or recorded. */
  readonly outputs: number
  readonly bytes: number
  readonly inputs: number
  /** Why it was built, or why it can't be recorded, in words; null: it was restored. */
  readonly why: string | null
}

/** The report after an event; null: the event says nothing of the whole build. */
export function snapshotReportAfter(
  event: RekindleEvent,
  before: SnapshotReport | null,
): SnapshotReport | null {
  switch (event.kind) {
    case 'snapshot-restored': {
      const { outputs, bytes, inputs } = event
      return { outcome: 'restored', outputs, bytes, inputs, why: null }
    }
    case 'snapshot-kept': {
      const { outputs, bytes, inputs } = event
      return { outcome: 'kept', outputs, bytes, inputs, why: before?.why ?? null }
    }
    case 'snapshot-missed':
      return { ...NOTHING, outcome: 'made', why: describeMiss(event.reason) }
    case 'snapshot-declined':
      return { ...NOTHING, outcome: 'declined', why: describeSnapshotRefusal(event.reason) }
    default:
      return null
  }
}

const NOTHING = { outputs: 0, bytes: 0, inputs: 0 }

/** For people: why a build was not restored. */
export function describeMiss(reason: SnapshotMiss): string {
  switch (reason.kind) {
    case 'new':
      return 'no build of this kind was recorded'
    case 'input-changed':
      return `${reason.input} ${reason.change}`
    case 'corrupt':
      return 'the record is damaged'
    case 'other-output':
      return 'another output is asked for than was recorded'
  }
}

/** One line for people. */
export function snapshotLine({ outcome, outputs, inputs, why }: SnapshotReport): string {
  switch (outcome) {
    case 'restored':
      return `[rekindle] nothing changed: ${outputs} outputs restored without building; ${inputs} inputs verified`
    case 'declined':
      return `[rekindle] no snapshot: ${why}`
    case 'kept':
      return `[rekindle] not restored as a whole: ${why}; recorded anew`
    case 'made':
      return `[rekindle] not restored as a whole: ${why}`
  }
}
