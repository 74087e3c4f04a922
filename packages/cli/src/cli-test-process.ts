import { execFile } from 'node:child_process'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const packageFolder = fileURLToPath(new URL('..', import.meta.url))
const coreFolder = fs.realpathSync(path.join(packageFolder, 'node_modules/@rekindle/core'))

/** What a run of the command line left. */
export interface CommandRun {
  readonly exitCode: number
  readonly output: string
  readonly errors: string
}

/** The command line and the core as JavaScript in a folder of their own: Node 20 runs no TypeScript. */
export interface CommandLineCopy {
  readonly folder: string
  run(cwd: string, ...args: string[]): Promise<CommandRun>
  remove(): void
}

export function copyCommandLine(): CommandLineCopy {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'rekindle-cli-')))
  const core = path.join(folder, 'node_modules/@rekindle/core')
  compileFolder(path.join(packageFolder, 'src'), path.join(folder, 'src'))
  fs.copyFileSync(path.join(packageFolder, 'package.json'), path.join(folder, 'package.json'))
  compileFolder(path.join(coreFolder, 'src'), path.join(core, 'src'))
  fs.writeFileSync(path.join(core, 'package.json'), '{"type":"module","exports":"./src/index.js"}')
  link(path.join(coreFolder, 'node_modules'), path.join(core, 'node_modules'))
  for (const name of ['citty', 'picocolors']) {
    link(path.join(packageFolder, 'node_modules', name), path.join(folder, 'node_modules', name))
  }
  return {
    folder,
    run: (cwd, ...args) =>
      new Promise((resolve) => {
        const script = path.join(folder, 'src/cli.js')
        const child = execFile(process.execPath, [script, ...args], { cwd }, (_error, output, errors) => {
          resolve({ exitCode: child.exitCode ?? -1, output, errors })
        })
      }),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  }
}

function compileFolder(from: string, to: string): void {
  for (const file of fs.readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.includes('test')) {
      continue
    }
    const { outputText } = ts.transpileModule(fs.readFileSync(path.join(from, file), 'utf8'), {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2023,
        verbatimModuleSyntax: true,
        rewriteRelativeImportExtensions: true,
      },
    })
    const target = path.join(to, file.replace(/\.ts$/, '.js'))
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.writeFileSync(target, outputText)
  }
}

function link(target: string, place: string): void {
  fs.symlinkSync(fs.realpathSync(target), place, 'junction')
}
