import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

const script = fileURLToPath(new URL('../../../packages/cli/dist/cli.mjs', import.meta.url))

/** What a run of the built command line left. */
export interface CliRun {
  readonly exitCode: number
  readonly output: string
  readonly errors: string
}

/** With as little of this environment as it needs, so that builds it runs are like those of other processes. */
export function runCli(cwd: string, ...args: string[]): Promise<CliRun> {
  const { PATH, HOME, TMPDIR, SYSTEMROOT } = process.env
  const inherited = Object.entries({ PATH, HOME, TMPDIR, SYSTEMROOT }).filter(([, value]) => value)
  const env = Object.fromEntries(inherited)
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...args], { cwd, env }, (_error, output, errors) => {
      resolve({ exitCode: child.exitCode ?? -1, output, errors })
    })
  })
}

/** What a command tells machines; it must have passed. */
export async function runCliForJson<Result>(cwd: string, ...args: string[]): Promise<Result> {
  const { exitCode, output, errors } = await runCli(cwd, ...args, '--json')
  expect([exitCode, errors]).toEqual([0, ''])
  return JSON.parse(output) as Result
}
