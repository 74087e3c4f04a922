import type { ProjectRoot } from '../key/project-root.ts'
import type { SnapshotRefusal } from '../results/event.ts'
import type { BuildWitness, SeenPrint, SeenWrite } from '../trace/build-witness.ts'

/** What a bundler does itself, again in each build, or what leaves nothing behind. */
export interface Expected {
  isWrite(write: SeenWrite): boolean
  isPrint(print: SeenPrint): boolean
  isEffect(effect: string): boolean
}

/** What of a build's acts a restored one would leave out; null: nothing. */
export function judgeActs(
  witness: BuildWitness,
  root: ProjectRoot,
  expected: Expected,
): SnapshotRefusal | null {
  if (witness.isBlind) {
    return { kind: 'use', detail: 'a configuration that took too long to be watched' }
  }
  const print = witness.prints.find((one) => !expected.isPrint(one))
  if (print !== undefined) {
    return { kind: 'printed', detail: print.method }
  }
  const write = witness.writes.find((one) => !expected.isWrite(one))
  if (write !== undefined) {
    return { kind: 'written', detail: write.path === null ? write.method : root.relative(write.path) }
  }
  // The answers to a known process are given in events, which belong to no call.
  const isKnownProcess = witness.hasKnownProcesses && !witness.hasUnknownProcesses
  const effect = [...witness.effects].find(
    (one) => !(isKnownProcess && one === 'child_process.write') && !expected.isEffect(one),
  )
  if (effect !== undefined) {
    return { kind: 'effect', detail: effect }
  }
  if (witness.hasPendingCallbacks()) {
    return { kind: 'effect', detail: 'a timer that goes on after the build' }
  }
  return witness.hasDrawn ? { kind: 'chance', detail: 'randomness' } : null
}
