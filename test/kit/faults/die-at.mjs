// Loaded before a process's own script: kills it, by a signal that nobody can catch, at one step of its writing to a
// folder, or takes that folder away. A write is cut in the middle first, as when a machine fails. FAULT is a `Fault`
// as JSON.
import fs from 'node:fs'
import path from 'node:path'

const { folder, step, act, share, countFile } = JSON.parse(process.env.FAULT)
const original = { ...fs }
globalThis.unbrokenFs = original
const descriptors = new Set()
let steps = 0

function isInside(file) {
  const relative = path.relative(folder, path.resolve(String(file)))
  return relative === '' || !relative.startsWith('..')
}

/** Counts a step; at the chosen one does a part of it, if there is one, and ends the process. */
function count(doPart) {
  steps += 1
  if (steps !== step) return
  if (act === 'remove') {
    original.rmSync(folder, { recursive: true, force: true })
    return
  }
  doPart?.()
  process.kill(process.pid, 'SIGKILL')
  // The signal takes a moment: nothing more may happen.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000)
}

fs.openSync = (file, flags, ...rest) => {
  const isWriting = typeof flags === 'string' && flags !== 'r' && isInside(file)
  if (isWriting) count()
  const descriptor = original.openSync(file, flags, ...rest)
  if (isWriting) descriptors.add(descriptor)
  return descriptor
}
fs.closeSync = (descriptor) => {
  if (descriptors.delete(descriptor)) count()
  original.closeSync(descriptor)
}
fs.writeSync = (descriptor, bytes, offset, length, position) => {
  if (descriptors.has(descriptor)) {
    count(() => original.writeSync(descriptor, bytes, offset, Math.floor(length * share), position))
  }
  return original.writeSync(descriptor, bytes, offset, length, position)
}
for (const name of ['renameSync', 'unlinkSync', 'mkdirSync', 'rmdirSync']) {
  fs[name] = (file, ...rest) => {
    if (isInside(file)) count()
    return original[name](file, ...rest)
  }
}
if (countFile !== undefined) {
  process.on('exit', () => original.writeFileSync(countFile, String(steps)))
}
