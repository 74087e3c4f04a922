import childProcess from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import url from 'node:url'
import util from 'node:util'
import workerThreads from 'node:worker_threads'

/** Modules of the runtime: which they are, the version of Node tells. */
const RUNTIME_MODULES: ReadonlySet<unknown> = new Set([
  ...[fs, fs.promises, path, path.posix, path.win32, os, url, util, crypto, childProcess, workerThreads],
  ...[process, console, globalThis, Reflect, JSON, Math],
])

/** A module of the runtime, a resolved config, a server or an environment: what these say is in the toolchain. */
export function isRunning(value: unknown): boolean {
  if (RUNTIME_MODULES.has(value)) {
    return true
  }
  return (
    typeof value === 'object' &&
    value !== null &&
    (('plugins' in value && 'inlineConfig' in value) ||
      'pluginContainer' in value ||
      'getTopLevelConfig' in value)
  )
}
