const script = new URL('./die-at.mjs', import.meta.url).href

/** What goes wrong in a process, and where; see `faults/die-at.mjs`. */
export interface Fault {
  /** Only what happens to files below this folder counts. */
  readonly folder: string
  /** The step, from 1: a file opened for writing, written to, renamed, deleted or closed, a folder made. 0 never comes. */
  readonly step: number
  /** `die` is what happens when it is left out. `remove` takes the folder away instead, and the process goes on. */
  readonly act?: 'die' | 'remove'
  /** How much of a write is done before the end, from 0 to 1. */
  readonly share: number
  /** Where the number of steps goes at the end of a process that did not die. */
  readonly countFile?: string
}

/** Environment variables that make a fault happen in a Node process. */
export function faultEnvironment(fault: Fault): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--import ${script}`, FAULT: JSON.stringify(fault) }
}
