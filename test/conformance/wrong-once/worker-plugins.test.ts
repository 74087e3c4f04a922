import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a plugin of the page and its twin of the workers with another closure share nothing',
    files: {
      ...page,
      'src/main.js':
        'import { v } from "./s.js"; ' +
        'console.log(v, new Worker(new URL("./w.js", import.meta.url), { type: "module" }))',
      'src/w.js': 'import { v } from "./s.js"; postMessage(v)',
      'src/s.js': 'export const v = "VALUE"',
    },
    build: viteScript(`
const own = (value) => ({
  name: 'own',
  transform(code, id) { if (id.endsWith('s.js')) return code.replace('VALUE', value) }
})
await go([cached({ plugins: { own: true } }), own('page')], {
  worker: { format: 'es', plugins: () => [own('worker')] }
})`),
    unchanged: { own: { restored: 2 } },
    steps: [
      { change: { 'src/s.js': 'export const v = "VALUE!"' }, hooks: { own: { restored: 0, stored: 2 } } },
    ],
  },
]

testScriptCases('plugins of workers', cases)
