import { randomBytes } from 'node:crypto'
import { closeSync, errorCode, openSync, removeFile, renameSync, writeFully } from './file-access.ts'

/** What Windows answers while somebody else, a virus scanner for instance, has the target open. */
export function isBusyCode(code: string): boolean {
  return code === 'EPERM' || code === 'EACCES' || code === 'EBUSY'
}

/** Pauses between attempts, ms. */
const pauses = [5, 10, 20, 40, 80] as const

/**
 * Gives a file new content, whole or not at all: it is written beside, then takes the name.
 * @throws the system's error; the file is as it was then, and nothing is left beside it
 */
export function replaceFile(path: string, content: Uint8Array): void {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`
  const descriptor = openSync(temporary, 'wx')
  try {
    try {
      writeFully(descriptor, content, 0)
    } finally {
      closeSync(descriptor)
    }
    retryWhileBusy(() => renameSync(temporary, path), process.platform === 'win32')
  } catch (error) {
    removeFile(temporary)
    throw error
  }
}

/**
 * Acts, and again after a pause as long as Windows answers that a file is in use; elsewhere such an answer is final.
 * Blocks for 155 ms at most. @throws the last error
 */
export function retryWhileBusy<Result>(act: () => Result, isWindows: boolean): Result {
  for (const pause of pauses) {
    try {
      return act()
    } catch (error) {
      if (!isWindows || !isBusyCode(errorCode(error))) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
    }
  }
  return act()
}
