import { spawn } from 'node:child_process'

/** How a process ended. */
export interface NodeOutcome {
  /** Null when a signal ended it. */
  readonly code: number | null
  /** Everything it printed. */
  readonly printed: string
}

/** Runs Node in a process of its own, with as little of this environment as it needs. */
export function runNode(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<NodeOutcome> {
  const { PATH = '', HOME = '', TMPDIR = '', SYSTEMROOT = '' } = process.env
  const inherited = Object.fromEntries(
    Object.entries({ PATH, HOME, TMPDIR, SYSTEMROOT }).filter(([, value]) => value),
  )
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, args, { cwd, env: { ...inherited, ...env } })
    let printed = ''
    const collect = (chunk: Buffer): void => {
      printed += chunk.toString()
    }
    running.stdout.on('data', collect)
    running.stderr.on('data', collect)
    running.on('error', reject)
    running.on('close', (code) => resolve({ code, printed }))
  })
}
