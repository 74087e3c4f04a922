/**
 * Builds one app once, in a process of its own, and writes down what that took. Started by `run-build.mjs`.
 */
import { writeFileSync } from 'node:fs'
import { createOracle } from '../oracle/oracle.mjs'
import { Recording } from '../oracle/recording.mjs'
import { loadBundler } from './build-app.mjs'
import { mark } from './mark.mjs'

/** @type {import('./run-build.mjs').BuildTask} */
const task = JSON.parse(process.argv[2])

const beforeLoading = mark()
const recording = task.oracle?.mode === 'restore' ? Recording.read(task.oracle.file) : new Recording()
const afterLoading = mark()

const buildApp = await loadBundler[task.bundler]()
const oracle = task.oracle && createOracle({ ...task.oracle, recording })
// What the tracing is made of is loaded here only, so that it costs the other ways nothing.
const tracing = task.isTraced
  ? (await import('../trace/tracing-observer.mjs')).createTracingObserver()
  : undefined

const beforeBuild = mark()
await buildApp({ root: task.root, configFile: task.configFile, observer: oracle?.observer ?? tracing })
const afterBuild = mark()

if (task.oracle?.mode === 'record') recording.write(task.oracle.file)

process.on('exit', () => {
  /** @type {import('./run-build.mjs').RawBuild} */
  const result = {
    loading: [beforeLoading, afterLoading],
    build: [beforeBuild, afterBuild],
    end: mark(),
    counts: oracle?.counts,
  }
  writeFileSync(task.resultFile, JSON.stringify(result))
})
