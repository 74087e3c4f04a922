import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import ts from 'typescript'
import { type Fault, faultEnvironment } from '../faults/fault.ts'
import type { StoreBuildJob, StoreBuildOutcome } from './store-build.ts'

const builtCore = fileURLToPath(new URL('../../../packages/core/dist/index.mjs', import.meta.url))

/** What a process runs: `runStoreBuild` on the built package, reporting flushes as it goes and the outcome at the end. */
const runner = `import fs from 'node:fs'
import { runStoreBuild } from './store-build.mjs'
const [core, outcomeFile, text] = process.argv.slice(2)
const job = JSON.parse(text)
const now = Date.now
if (job.clockOffset) Date.now = () => now() + job.clockOffset
const { openStore } = await import(core)
const { writeSync } = globalThis.unbrokenFs ?? fs
const outcome = await runStoreBuild(openStore, job, (modules) => writeSync(1, modules + '\\n'))
fs.writeFileSync(outcomeFile, JSON.stringify(outcome))
`

export interface StoreProcessOptions {
  readonly fault?: Fault
  /** The core to run, when it isn't the one that is built. */
  readonly core?: string
  /** User to run as. */
  readonly uid?: number
}

/** How a process with a build ended. */
export interface StoreProcessEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly printed: string
  /** Modules that were on disk according to its last flush. */
  readonly flushed: number
  /** Null when it was killed. */
  readonly outcome: StoreBuildOutcome | null
}

/** A folder with the scripts of store builds. */
export class StoreProcesses {
  readonly folder: string
  #runs = 0

  constructor() {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rekindle-resilience-'))
    // Other users run these scripts, too.
    fs.chmodSync(this.folder, 0o777)
    const source = fs.readFileSync(new URL('./store-build.ts', import.meta.url), 'utf8')
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
    })
    fs.writeFileSync(path.join(this.folder, 'store-build.mjs'), outputText)
    fs.writeFileSync(path.join(this.folder, 'run.mjs'), runner)
  }

  run(job: StoreBuildJob, options: StoreProcessOptions = {}): Promise<StoreProcessEnd> {
    this.#runs += 1
    const outcomeFile = path.join(this.folder, `outcome-${this.#runs}.json`)
    const { fault, core = builtCore, uid } = options
    const child = spawn(
      process.execPath,
      [path.join(this.folder, 'run.mjs'), pathToFileURL(core).href, outcomeFile, JSON.stringify(job)],
      {
        env: { PATH: process.env.PATH ?? '', ...(fault === undefined ? {} : faultEnvironment(fault)) },
        ...(uid === undefined ? {} : { uid, gid: uid }),
      },
    )
    return new Promise((resolve, reject) => {
      let printed = ''
      let output = ''
      child.stdout.on('data', (chunk) => (output += String(chunk)))
      child.stderr.on('data', (chunk) => (printed += String(chunk)))
      child.once('error', reject)
      child.once('close', (code, signal) => {
        const flushed = Number(output.trim().split('\n').at(-1) ?? 0)
        resolve({ code, signal, printed, flushed, outcome: readOutcome(outcomeFile) })
      })
    })
  }

  dispose(): void {
    fs.rmSync(this.folder, { recursive: true, force: true })
  }
}

function readOutcome(file: string): StoreBuildOutcome | null {
  if (!fs.existsSync(file)) return null
  const outcome = JSON.parse(fs.readFileSync(file, 'utf8')) as StoreBuildOutcome
  fs.rmSync(file)
  return outcome
}
