import { type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const files = { 'src/main.js': 'console.log(NAME)' }

/** Builds for the client, then for the server, in one process. */
const build = (plugins: string): string =>
  viteScript(`
import { createBuilder, perEnvironmentPlugin } from 'vite'
let name
const own = (replace) => ({ name: 'own', transform: { order: 'pre', handler: (code) => code.replace('NAME', replace()) } })
const builder = await createBuilder({
  ...settings(),
  plugins: [cached({ plugins: { own: true } }), ${plugins}],
  environments: {
    client: { build: { outDir: 'dist/client', rolldownOptions: { input: 'src/main.js' } } },
    ssr: { build: { outDir: 'dist/ssr', ssr: 'src/main.js' } },
  },
  builder: {},
})
for (const environment of Object.values(builder.environments)) await builder.build(environment)`)

const edited = { change: { 'src/main.js': 'console.log(NAME, 2)' } }

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a plugin that is made for an environment keeps to it, though no call looks it up',
    files,
    build: build(
      `perEnvironmentPlugin('maker', (environment) => own(() => JSON.stringify(environment.name)))`,
    ),
    steps: [edited],
  },
  {
    behaviour: 'a plugin that hears of the environment by a variable of another plugin keeps to it',
    files,
    build: build(`
  { name: 'teller', buildStart() { name = this.environment.name } },
  own(() => JSON.stringify(name)),
`),
    steps: [edited],
  },
  {
    behaviour: 'a plugin to which nobody can tell the environment serves both',
    files,
    build: build(`own(() => '"any"')`),
    unchanged: { own: { run: 0 } },
    // Of the last build, which is the server's.
    steps: [{ ...edited, hooks: { own: { run: 0 } } }],
  },
]

testScriptCases('what plugins are told of the environment', cases)
