import { rollupScript, type ScriptCase, testScriptCases } from '../../kit/process/script-case.ts'

const cases: readonly ScriptCase[] = [
  {
    behaviour:
      'modules that load each other, whichever comes first, do not wait in a circle when one is restored',
    files: {
      'src/main.js': 'export const a = 1 // after 60 ms',
      'src/b.js': 'export const b = 1 // after 300 ms',
    },
    build: rollupScript(`
const begun = new Set()
const slow = {
  name: 'slow',
  async load(id) {
    const text = fs.readFileSync(id, 'utf8')
    await new Promise((resolve) => setTimeout(resolve, Number(/after (\\d+)/.exec(text)[1])))
    return text
  }
}
const own = {
  name: 'own',
  async transform(code, id) {
    begun.add(id)
    const other = path.resolve('src', id.endsWith('main.js') ? 'b.js' : 'main.js')
    if (!begun.has(other)) {
      begun.add(other)
      await this.load({ id: other })
    }
    return code + '\\nconsole.log(1)'
  }
}
await go([cached({ plugins: { own: true } }), slow, own], { input: ['src/main.js', 'src/b.js'] })`),
    unchanged: { own: { run: 0, restored: 2 } },
    steps: [{ change: { 'src/b.js': 'export const b = 2 // after 1 ms' } }],
  },
  {
    behaviour: 'a result that resolved without an importer is restored',
    files: { 'src/main.js': 'export const a = FOUND', 'src/dep.js': '' },
    build: rollupScript(`
const own = {
  name: 'own',
  async transform(code) {
    const found = await this.resolve('src/dep.js', undefined, { skipSelf: true })
    return code.replace('FOUND', JSON.stringify(found && path.basename(found.id)))
  }
}
await go([cached({ plugins: { own: true } }), own])`),
    unchanged: { own: { run: 0, restored: 1 } },
    steps: [{ change: { 'src/dep.js': null }, hooks: { own: { run: 1, restored: 0 } } }],
  },
  {
    behaviour: 'a module that is loaded without waiting for it is loaded again',
    files: { 'src/main.js': 'import "./slow.js"', 'src/slow.js': 'console.log(1)', 'src/extra.js': '' },
    build: rollupScript(`
const own = {
  name: 'own',
  async load(id) {
    if (id.endsWith('slow.js')) await new Promise((resolve) => setTimeout(resolve, 100))
    return fs.readFileSync(id, 'utf8')
  },
  transform(code, id) {
    if (id.endsWith('main.js')) void this.load({ id: path.resolve('src/extra.js') })
    if (id.endsWith('extra.js')) this.emitFile({ type: 'asset', fileName: 'extra.txt', source: 'extra' })
    return code + '\\n'
  }
}
await go([cached({ plugins: { own: true } }), own])`),
    steps: [{ change: { 'src/slow.js': 'console.log(2)' } }],
  },
]

testScriptCases('questions to the bundler', cases)
