import crypto from 'node:crypto'
import { noteDrawn as noteUnclaimed } from './build-witness.ts'
import type { MethodPatches } from './patched-method.ts'
import { isAnsweredFor, runningTrace } from './running-trace.ts'

/**
 * Notes random values that a running hook gets, in the forms in which they end up in a result. That a hook asks for one says
 * nothing yet: compilers name temporary files by them.
 */
export function traceRandom(patches: MethodPatches): void {
  const { random } = Math
  // By hand: it is called too often for the general patch.
  patches.put(Math, 'random', () => {
    const value = random()
    noteDrawn(value)
    return value
  })
  patches.observe(crypto, 'randomUUID', () => (value) => noteDrawn(value))
  patches.observe(crypto, 'randomBytes', () => (value) => noteDrawn(value))
  const { crypto: web } = globalThis
  if (web !== undefined) {
    const prototype = Object.getPrototypeOf(web) as object
    patches.observe(prototype, 'randomUUID', () => (value) => noteDrawn(value))
  }
}

function noteDrawn(value: unknown): void {
  runningTrace()?.drew(value)
  // A call is asked itself whether its result shows what it got.
  if (!isAnsweredFor()) {
    noteUnclaimed(value)
  }
}
