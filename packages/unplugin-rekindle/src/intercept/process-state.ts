import { hasUnknownFiles } from '@rekindle/core'

/** What a hook may change in the process itself, as it is when a call begins. */
export class ProcessState {
  readonly #exitCode: unknown = process.exitCode
  readonly #directory: string | null = workingDirectory()

  /** What is another now, in words; null: nothing. Calls that run at once may be blamed for each other. */
  change(): string | null {
    if (process.exitCode !== this.#exitCode) {
      return 'process.exitCode'
    }
    if (workingDirectory() !== this.#directory) {
      return 'process.chdir'
    }
    return hasUnknownFiles() ? 'functions of node:fs that somebody has replaced' : null
  }
}

function workingDirectory(): string | null {
  try {
    return process.cwd()
  } catch {
    // It was removed.
    return null
  }
}
