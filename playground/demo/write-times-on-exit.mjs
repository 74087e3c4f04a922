/**
 * Loaded into a bundler's process before anything else: writes down at its end what it took.
 */
import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
import { processorTime } from '../../bench/measure/processor-time.mjs'

const { DEMO_TIMES_FILE: timesFile } = process.env
// Gone before the bundler starts: neither it nor the cache shall see a variable that belongs to the demo.
delete process.env.DEMO_TIMES_FILE

if (isMainThread && timesFile) {
  process.on('exit', () => {
    const { own, children } = processorTime()
    writeFileSync(timesFile, JSON.stringify({ wall: performance.now() / 1000, cpu: own + children }))
  })
}
