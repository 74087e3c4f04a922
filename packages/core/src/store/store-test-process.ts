import { type ChildProcess, fork, spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const sourceFolder = fileURLToPath(new URL('.', import.meta.url))
const packageFolder = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Writes a script that other processes can run, together with the store that it imports as `./store/store.js`.
 * Node 20 runs no TypeScript, so the sources are stripped of their types first.
 */
export function writeProcessScript(folder: string, code: string): string {
  const target = join(folder, 'store')
  mkdirSync(target, { recursive: true })
  for (const file of readdirSync(sourceFolder)) {
    if (!file.endsWith('.ts') || file.includes('test')) continue
    const { outputText } = ts.transpileModule(readFileSync(join(sourceFolder, file), 'utf8'), {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2023,
        verbatimModuleSyntax: true,
        rewriteRelativeImportExtensions: true,
      },
    })
    writeFileSync(join(target, file.replace(/\.ts$/, '.js')), outputText)
  }
  symlinkSync(join(packageFolder, 'node_modules'), join(folder, 'node_modules'), 'junction')
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  const script = join(folder, 'script.js')
  writeFileSync(script, code)
  return script
}

/** Runs the script with an IPC channel. */
export function startProcess(script: string, args: readonly string[]): ChildProcess {
  return fork(script, args, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}

/** Runs the script with the file size limit of its shell, in blocks of 512 bytes or 1 KiB; a write beyond it fails. */
export function startLimitedProcess(script: string, args: readonly string[], blocks: number): ChildProcess {
  // Without the trap the first write beyond the limit would kill the process instead of failing.
  const command = `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$@"`
  return spawn('sh', ['-c', command, process.execPath, script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

export function exitOf(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })))
}
