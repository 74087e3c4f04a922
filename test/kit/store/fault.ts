/** Where a process dies, see `faults/die-at.mjs`. */
export interface Fault {
  /** Only what happens to files below this folder counts. */
  readonly folder: string
  /** The step, from 1: a file opened for writing, written to, renamed, deleted or closed, a folder made. 0 never comes. */
  readonly step: number
  /** How much of a write is done before the end, from 0 to 1. */
  readonly share: number
  /** Where the number of steps goes at the end of a process that did not die. */
  readonly countFile?: string
}
