export interface FileTouch {
  readonly atMs: number
  readonly isRead: boolean
}

/** What one hook call was seen to touch. Times are ms since 1970. */
export class HookTrace {
  readonly startedAtMs: number = Date.now()
  /** By path: when it was first read, stat'ed or probed, and whether its content was read. */
  readonly files: Map<string, FileTouch> = new Map()
  readonly directories: Map<string, number> = new Map()
  readonly env: Set<string> = new Set()
  /** Acts that a restore could not repeat or that hide reads, in words; empty for most calls. */
  readonly effects: Set<string> = new Set()
  /** Lines that the call printed, to be printed again on a restore. */
  readonly printed: PrintedLine[] = []

  sawFile(path: string, isRead: boolean): void {
    const known = this.files.get(path)
    if (known === undefined) {
      this.files.set(path, { atMs: Date.now(), isRead })
    } else if (isRead && !known.isRead) {
      this.files.set(path, { ...known, isRead })
    }
  }

  sawDirectory(path: string): void {
    if (!this.directories.has(path)) {
      this.directories.set(path, Date.now())
    }
  }
}

/** One call of a console method, of a bundler's logger or of a stream's `write`, with arguments that are plain data. */
export interface PrintedLine {
  readonly channel: 'console' | 'logger' | 'stream'
  /** The method's name, or the stream's: `stdout`, `stderr`. */
  readonly method: string
  readonly args: readonly unknown[]
}
