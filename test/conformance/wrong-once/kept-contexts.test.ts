import { rollupScript, type ScriptCase, testScriptCases } from '../../kit/process/script-case.ts'

const pair = { 'src/main.js': 'import "./b.js"; console.log(1)', 'src/b.js': 'console.log(2)' }
const editB = { change: { 'src/b.js': 'console.log(3)' } }

const build = (members: string): string =>
  rollupScript(`
let context
const emit = (id) => context.emitFile({ type: 'asset', fileName: path.basename(id) + '.txt', source: 'of ' + id.length })
const found = async (code, id) => {
  const answer = await context.resolve('./later', id)
  return code + '\\nconsole.log(' + JSON.stringify(answer && path.basename(answer.id)) + ')'
}
const own = { name: 'own', ${members} }
await go([cached({ plugins: { own: true } }), own])`)

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'files that are emitted through the context of `buildStart` are not lost',
    files: pair,
    build: build(`
  buildStart() { context = this },
  transform(code, id) { emit(id); return code }
`),
    steps: [editB],
  },
  {
    behaviour: 'files that are emitted through the context of an earlier call are not lost',
    files: pair,
    build: build(`
  transform(code, id) { context ??= this; emit(id); return code }
`),
    steps: [editB],
  },
  {
    behaviour: 'what is resolved through the context of an earlier call is an input',
    files: pair,
    build: build(`
  transform(code, id) { context ??= this; return found(code, id) }
`),
    steps: [{ change: { 'src/later.js': '' } }, { change: { 'src/later.js': null, 'src/later.mjs': '' } }],
  },
]

testScriptCases('contexts that are kept', cases)
