import fs from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'
import { Project } from '../../kit/process/project.ts'
import { runNode } from '../../kit/process/run-node.ts'

/** A script that builds with Vite by the config file of the project, and says what became of the whole build. */
const script = `import fs from 'node:fs'
import { build } from 'vite'
await build({ logLevel: 'warn' })
fs.writeFileSync('../told.json', JSON.stringify(globalThis.told ?? []))
`

const config = (before: string, plugin: string): string => `import rekindle from 'unplugin-rekindle/vite'
import { loadEnv } from 'vite'
${before}
const told = (globalThis.told = [])
const cached = process.env.WITHOUT ? null : rekindle({ snapshot: true, onEvent: ({ kind, reason }) => {
  if (/^(?:snapshot|cache-failed)/.test(kind)) told.push([kind.replace('snapshot-', ''), ...Object.values(reason ?? {})].join(' '))
} })
export default {
  plugins: [cached, ${plugin}],
  build: { minify: false, rolldownOptions: { input: 'main.js' } },
}
`

type Environment = Readonly<Record<string, string>>

class App {
  readonly project: Project

  constructor(before = '', plugin = 'null') {
    this.project = Project.fromFiles({
      'package.json': '{"type":"module"}',
      'main.js': 'console.log(import.meta.env)\n',
      'build.js': script,
      'vite.config.js': config(before, plugin),
    })
    onTestFinished(() => this.project.dispose())
  }

  /** What was told of a build whose output is that of one without Rekindle. */
  async build(env: Environment = {}): Promise<readonly string[]> {
    const clean = await this.#run({ ...env, WITHOUT: '1' })
    const files = await this.#run(env)
    const told = JSON.parse(this.project.read('../told.json')) as string[]
    expect(files, told.join('; ')).toEqual(clean)
    return told
  }

  async #run(env: Environment): Promise<Environment> {
    fs.rmSync(this.project.path('dist'), { recursive: true, force: true })
    const { code, printed } = await runNode(this.project.root, ['build.js'], env)
    expect([code, printed]).toEqual([0, ''])
    return this.project.readFolder('dist')
  }
}

it('a variable that only Vite itself copies is no input, as long as its config does not take it', async () => {
  const app = new App()
  expect(await app.build({ OTHER: 'one' })).toEqual(['missed new', 'kept'])
  expect(await app.build({ OTHER: 'two' })).toEqual(['restored'])
  expect(await app.build({ ANOTHER: 'new' })).toEqual(['restored'])
  expect(await app.build({ VITE_ONE: 'one' })).toEqual(['missed new', 'kept'])
  expect(await app.build({ VITE_ONE: 'two' })).toEqual(['missed new', 'kept'])
  expect(await app.build({ VITE_ONE: 'two', OTHER: 'one' })).toEqual(['restored'])
})

it('a variable that stands for a part of another one in a file of the environment is seen', async () => {
  const app = new App()
  app.project.write('.env', 'VITE_TOLD=$PART\n')
  expect(await app.build({ PART: 'one' })).toEqual(['missed new', 'kept'])
  expect(await app.build({ PART: 'two' })).toEqual([expect.stringMatching(/^missed /), 'kept'])
  expect(await app.build({ PART: 'one' })).toEqual(['restored'])
})

/** Ways in which a config or a plugin takes what it likes, hidden in variables of the module. */
const ways: Readonly<Record<string, readonly [before: string, plugin: string]>> = {
  'a config takes by the function of Vite': [
    "const all = loadEnv('production', process.cwd(), '')",
    "{ name: 'tells', renderChunk: (code) => code + '// ' + all.TAKEN + all.TAKEN_TOO }",
  ],
  'a config copies': [
    'const all = { ...process.env }',
    "{ name: 'tells', renderChunk: (code) => code + '// ' + all.TAKEN + all.TAKEN_TOO }",
  ],
  'a plugin asks for, and whether it is there': [
    'const of = (name) => Object.hasOwn(process.env, name) && process.env[name]',
    "{ name: 'tells', renderChunk: (code) => code + '// ' + of('TAKEN') + of('TAKEN_TOO') }",
  ],
  'a plugin goes through': [
    'const all = () => { const found = []; for (const name in process.env) if (/^TAKEN/.test(name)) found.push(process.env[name]); return found.sort() }',
    "{ name: 'tells', renderChunk: (code) => code + '// ' + all() }",
  ],
}

for (const [what, [before, plugin]] of Object.entries(ways)) {
  it(`a variable that ${what} is an input`, async () => {
    const app = new App(before, plugin)
    expect(await app.build({ TAKEN: 'one' })).toEqual(['missed new', 'kept'])
    expect(await app.build({ TAKEN: 'one' })).toEqual(['restored'])
    expect(await app.build({ TAKEN: 'two' })).toEqual([expect.stringMatching(/^missed /), 'kept'])
    expect(await app.build({ TAKEN: 'one', TAKEN_TOO: '1' })).toEqual([
      expect.stringMatching(/^missed /),
      'kept',
    ])
  })
}
