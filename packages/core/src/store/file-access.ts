import { readSync, writeSync } from 'node:fs'

/** The system's code of a failure, such as `ENOSPC`; `UNKNOWN` when it has none. */
export function errorCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'UNKNOWN'
}

/** Fills `target` from `position` on; returns how many bytes there were. @throws the system's error */
export function readFully(descriptor: number, target: Uint8Array, position: number): number {
  let done = 0
  while (done < target.length) {
    const count = readSync(descriptor, target, done, target.length - done, position + done)
    if (count === 0) break
    done += count
  }
  return done
}

/** Writes all of `source` at `position`; a full disk can take a part only, then fail. @throws the system's error */
export function writeFully(descriptor: number, source: Uint8Array, position: number): void {
  let done = 0
  while (done < source.length)
    done += writeSync(descriptor, source, done, source.length - done, position + done)
}
