import { processorTime } from './processor-time.mjs'

/**
 * @typedef {{ wall: number, processor: import('./processor-time.mjs').ProcessorTime }} Mark in seconds since this process started
 *
 * @returns {Mark}
 */
export function mark() {
  return { wall: performance.now() / 1000, processor: processorTime() }
}
