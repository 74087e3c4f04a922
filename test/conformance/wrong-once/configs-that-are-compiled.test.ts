import { page, type ScriptCase, testScriptCases } from '../../kit/process/script-case.ts'

const config = (before: string, value: string): Readonly<Record<string, string>> => ({
  ...page,
  'src/main.js': 'console.log(DATA)',
  'vite.config.ts': `
import { defineConfig } from 'vite'
import rekindle from 'unplugin-rekindle/vite'
${before}
const own = { name: 'own', enforce: 'pre' as const, transform: (code: string) => code.replace('DATA', JSON.stringify(${value})) }
export default defineConfig({
  logLevel: 'error',
  plugins: [process.env.WITH_REKINDLE ? rekindle({ plugins: { own: true } }) : null, own],
})`,
})
const build = `import { build } from 'vite'
await build()`

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a file that a module of a TypeScript config reads is an input',
    files: {
      ...config(`import data from './data.ts'`, 'data'),
      'data.ts': `import fs from 'node:fs'
export default fs.readFileSync('data.txt', 'utf8') as string`,
      'data.txt': 'one',
    },
    build,
    unchanged: { own: { run: 0 } },
    steps: [{ change: { 'data.txt': 'two' } }],
  },
  {
    behaviour: 'a variable that a TypeScript config reads into a variable of its own is an input',
    files: config('const data: string | undefined = process.env.DATA', 'data'),
    build,
    unchanged: { own: { run: 0 } },
    steps: [{ change: {}, env: { DATA: 'two' } }],
  },
]

testScriptCases('configs that are compiled', cases)
