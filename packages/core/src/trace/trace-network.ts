import net from 'node:net'
import type { MethodPatches } from './patched-method.ts'
import { isAnsweredFor, presentWitness, runningTrace } from './running-trace.ts'

/**
 * Reports connections that a running hook opens: what comes over them can't be an input. Every protocol of the runtime goes
 * through a socket; `fetch` may go over one that is open already.
 */
export function traceNetwork(patches: MethodPatches): void {
  const note = (): void => {
    runningTrace()?.effects.add('net.connect')
    if (!isAnsweredFor()) {
      presentWitness()?.effects.add('net.connect')
    }
  }
  patches.observe(net.Socket.prototype, 'connect', note)
  patches.observe(globalThis, 'fetch', note)
}
