import fs from 'node:fs'
import { dirname } from 'node:path'

// The tracer observes node:fs while hooks run, and the store may be asked, or write behind, in the context of one.
// Taken at loading, before any tracer is installed, these functions are the unobserved ones: what the cache does for
// itself must not count as an input or an effect of the hook. All of this room goes through them.
export const closeSync: typeof fs.closeSync = fs.closeSync
export const existsSync: typeof fs.existsSync = fs.existsSync
export const fstatSync: typeof fs.fstatSync = fs.fstatSync
export const openSync: typeof fs.openSync = fs.openSync
export const renameSync: typeof fs.renameSync = fs.renameSync
export const rmdirSync: typeof fs.rmdirSync = fs.rmdirSync
export const statSync: typeof fs.statSync = fs.statSync
/** For reading ahead in a thread of Node's, beside everything else. */
export const readInBackground: typeof fs.read = fs.read
const { mkdirSync, readdirSync, readSync, unlinkSync, writeSync } = fs

/** The system's code of a failure, such as `ENOSPC`; `UNKNOWN` when it has none. */
export function errorCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'UNKNOWN'
}

/**
 * Creates a folder and those above it that are missing. Node's own recursive form never returns where a file system
 * answers ENOENT in a folder that exists, as below `/proc`. @throws the system's error
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error
    makeFolder(dirname(path))
    makeFolderOnce(path)
  }
}

function makeFolderOnce(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    // Another process was quicker.
    if (errorCode(error) !== 'EEXIST') throw error
  }
}

/** Names in a folder; `null` when it isn't there or can't be read. */
export function listFolder(folder: string): string[] | null {
  try {
    return readdirSync(folder)
  } catch {
    return null
  }
}

/** Deletes a file if that is possible; returns whether it was. */
export function removeFile(path: string): boolean {
  try {
    unlinkSync(path)
    return true
  } catch {
    return false
  }
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

/** A file of 32-bit words, whole; `null` when it isn't there or can't be read. Odd bytes at its end are left out. */
export function readWords(path: string): Uint32Array | null {
  let descriptor: number | null = null
  try {
    descriptor = openSync(path, 'r')
    const words = new Uint32Array(Math.floor(fstatSync(descriptor).size / 4))
    readFully(descriptor, new Uint8Array(words.buffer), 0)
    return words
  } catch {
    return null
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}

/** Writes all of `source` at `position`; a full disk can take a part only, then fail. @throws the system's error */
export function writeFully(descriptor: number, source: Uint8Array, position: number): void {
  let done = 0
  while (done < source.length)
    done += writeSync(descriptor, source, done, source.length - done, position + done)
}
