import { rollupScript, type ScriptCase, testScriptCases } from '../../kit/process/script-case.ts'

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'references to emitted files keep their files when another module emits one before them',
    files: {
      'src/main.js': 'import "./c.x.js"; import "./a.x.js"',
      'src/c.x.js': '0',
      'src/a.x.js': '1',
    },
    build: rollupScript(`
const emitter = {
  name: 'emitter',
  async transform(code, id) {
    const emit = (source) =>
      'import.meta.ROLLUP_FILE_URL_' + this.emitFile({ type: 'asset', name: 'i.svg', source })
    if (id.endsWith('c.x.js')) {
      return code.includes('EMIT') ? 'console.log(' + emit('C') + ')' : 'console.log("c")'
    }
    if (id.endsWith('a.x.js')) {
      return { code: 'console.log(' + emit('A1') + ', ' + emit('A2') + ')', map: null }
    }
  }
}
await go([cached({ plugins: { emitter: true } }), emitter])`),
    unchanged: { emitter: { restored: 2 } },
    steps: [{ change: { 'src/c.x.js': '"EMIT"' }, hooks: { emitter: { restored: 1 } } }],
  },
]

testScriptCases('references to emitted files', cases)
