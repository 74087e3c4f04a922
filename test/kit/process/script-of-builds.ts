import { expect, onTestFinished } from 'vitest'
import { Project } from './project.ts'
import { runNode } from './run-node.ts'

/** A script that calls Rollup as often as it likes; `cached` is Rekindle, unless the truth is asked for. */
const script = (body: string): string => `import fs from 'node:fs'
import { rollup } from 'rollup'
import rekindle from 'unplugin-rekindle/rollup'

const told = []
const cached = () => process.env.WITHOUT ? null : rekindle({ snapshot: true, onEvent: (event) => {
  if (/^(?:snapshot|cache-failed)/.test(event.kind)) told.push(event)
} })
const run = async (input, file, ...plugins) => {
  const bundle = await rollup({ input, plugins })
  await bundle.write({ file })
  await bundle.close()
}
${body}
fs.writeFileSync('../told.json', JSON.stringify(told.map(({ kind, reason }) => [kind.replace('snapshot-', ''), ...Object.values(reason ?? {})].join(' '))))
`

interface Run {
  readonly told: readonly string[]
  readonly output: Readonly<Record<string, string>>
}

/** A project with such a script. */
export class ScriptOfBuilds {
  readonly project: Project

  constructor(body: string, files: Readonly<Record<string, string>> = {}) {
    this.project = Project.fromFiles({
      'package.json': '{"type":"module"}',
      'one.js': 'export const one = 1\n',
      'two.js': 'export const two = 1\n',
      'dist/kept.txt': 'the folder is there',
      'build.js': script(body),
      ...files,
    })
    onTestFinished(() => this.project.dispose())
  }

  async run(env: Readonly<Record<string, string>> = {}): Promise<Run> {
    const { code, printed } = await runNode(this.project.root, ['build.js'], env)
    expect([code, printed]).toEqual([0, ''])
    const told = JSON.parse(this.project.read('../told.json')) as string[]
    return { told, output: this.project.readFolder('dist') }
  }

  /** What was told of a run whose output is that of one without Rekindle. */
  async runAsClean(): Promise<readonly string[]> {
    const clean = await this.run({ WITHOUT: '1' })
    const { told, output } = await this.run()
    expect(output, told.join('; ')).toEqual(clean.output)
    return told
  }
}
