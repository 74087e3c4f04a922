import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type DiaryBuild, readDiaryFile } from '@rekindle/core'
import type { BundlerCommand } from './bundler-command.ts'
import { buildFailed } from './errors.ts'

/** What the plugin is told; as `RunSettings` of the plugin. */
interface RunSettings {
  readonly verify?: true
  readonly enabled?: false
  readonly cacheDir?: string
}

/** What one build of the project took and did. */
export interface BuildRun {
  /** From the start of Node to its end, ms. */
  readonly wallMilliseconds: number
  /** Of the process and its threads, ms. */
  readonly cpuMilliseconds: number
  /** What the plugin did; none where it took no part. */
  readonly builds: readonly DiaryBuild[]
}

/**
 * Builds the project in a process of its own.
 * @throws CommandError `BUILD_FAILED`
 */
export async function runBuild(command: BundlerCommand, settings: RunSettings): Promise<BuildRun> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rekindle-run-'))
  try {
    const diary = path.join(folder, 'diary.jsonl')
    const times = path.join(folder, 'times.json')
    const startedAt = performance.now()
    const { code, output } = await runNode(command, preloadOf(times), { ...settings, diary })
    const wallMilliseconds = performance.now() - startedAt
    if (code !== 0) {
      throw buildFailed(command.name, code, output)
    }
    return {
      wallMilliseconds,
      cpuMilliseconds: cpuIn(times),
      builds: fs.existsSync(diary) ? readDiaryFile(diary) : [],
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

function runNode(
  { folder, nodeArguments }: BundlerCommand,
  preload: string,
  settings: object,
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', preload, ...nodeArguments], {
      cwd: folder,
      env: { ...process.env, REKINDLE_RUN: JSON.stringify(settings) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** A module that writes down, at the end of the process, what processor time it took. */
function preloadOf(file: string): string {
  const source = `import { writeFileSync } from 'node:fs'
process.on('exit', () => writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.cpuUsage())))`
  return `data:text/javascript,${encodeURIComponent(source)}`
}

function cpuIn(file: string): number {
  const { user, system } = JSON.parse(fs.readFileSync(file, 'utf8')) as NodeJS.CpuUsage
  return (user + system) / 1000
}
