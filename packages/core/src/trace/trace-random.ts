import crypto from 'node:crypto'
import path from 'node:path'
import { buildWitness, noteDrawn as noteUnclaimed } from './build-witness.ts'
import { nearestFile } from './files-on-stack.ts'
import { isOwnFile } from './local-code.ts'
import type { MethodPatches, See } from './patched-method.ts'
import { isAnsweredFor, runningTrace } from './running-trace.ts'

/**
 * Notes random values that a running hook gets, in the forms in which they end up in a result. That a hook asks for one says
 * nothing yet: compilers name temporary files by them.
 */
export function traceRandom(patches: MethodPatches): void {
  const { random } = Math
  // By hand: it is called too often for the general patch.
  const drawing = (): number => {
    const value = random()
    noteDrawn(value, drawing)
    return value
  }
  patches.put(Math, 'random', drawing)
  const see: See = (_args, patched) => (value) => noteDrawn(value, patched)
  for (const method of ['randomUUID', 'randomBytes', 'randomInt', 'randomFillSync', 'getRandomValues']) {
    patches.observe(crypto, method, see)
  }
  const { crypto: web } = globalThis
  if (web !== undefined) {
    const prototype = Object.getPrototypeOf(web) as object
    patches.observe(prototype, 'randomUUID', see)
    patches.observe(prototype, 'getRandomValues', see)
  }
}

/** Where the cache itself is: it names its files by random values. */
const OWN_FOLDER: string = path.dirname(import.meta.dirname)

/** Sass numbers its objects by random values, which never show. */
const NUMBERING: RegExp = /[\\/]node_modules[\\/]sass[\\/]sass\.dart\.js$/

/** How far up the stack somebody is looked for who draws. */
const STACK_OF_DRAWS = 6

/** @param above stands in place of the runtime's function */
function noteDrawn(value: unknown, above: Parameters<See>[1]): void {
  runningTrace()?.drew(value)
  // A call is asked itself whether its result shows what it got.
  if (!isAnsweredFor() && !isOwnDraw(above)) {
    noteUnclaimed(value)
  }
}

/** Nobody is looked for where nobody wants to know, or where it is known already that somebody has drawn. */
function isOwnDraw(above: Parameters<See>[1]): boolean {
  if (buildWitness()?.hasDrawn !== false) {
    return false
  }
  const drawer = nearestFile(above, STACK_OF_DRAWS) ?? ''
  return drawer.startsWith(OWN_FOLDER) || isOwnFile(drawer) || NUMBERING.test(drawer)
}
