import fs from 'node:fs'
import type { RekindleEvent } from 'unplugin-rekindle'
import { expect, onTestFinished, test } from 'vitest'
import { runsOfHooks } from '../../kit/dev/runs-of-hooks.ts'
import { Project } from '../../kit/process/project.ts'
import { runNode } from '../../kit/process/run-node.ts'

const component = (text: string): string => `<script setup>defineProps({ name: String })</script>
<template><p>${text} {{ name }}</p></template>
`

/** Runs the tests; with an edit, goes on watching, makes it, and runs what is concerned. */
const script = `
import fs from 'node:fs'
import { startVitest } from 'vitest/node'

const [, , edited] = process.argv
let ended = () => {}
const reporter = { onTestRunEnd: (_modules, _errors, reason) => ended(reason) }
const nextRun = () => new Promise((resolve) => { ended = resolve })
const first = nextRun()
const vitest = await startVitest('test', [], { watch: edited !== undefined, reporters: [reporter] })
console.log('run', await first)
if (edited !== undefined) {
  const second = nextRun()
  fs.appendFileSync('events.jsonl', '{"kind":"edited"}\\n')
  fs.writeFileSync('src/Two.vue', edited)
  console.log('run', await second)
}
await vitest.close()
`

const project = Project.fromFiles({
  'package.json': '{ "name": "app", "private": true, "type": "module" }',
  'run.mjs': script,
  'src/One.vue': component('one'),
  'src/Two.vue': component('two'),
  ...Object.fromEntries(
    ['One', 'Two'].map((name) => [
      `src/${name}.test.js`,
      `import { expect, test } from 'vitest'
import ${name} from './${name}.vue'
test('it has its name', () => expect(${name}.__name).toBe('${name}'))`,
    ]),
  ),
  'vite.config.mjs': `import fs from 'node:fs'
import vue from '@vitejs/plugin-vue'
import rekindle from 'unplugin-rekindle/vite'
export default {
  plugins: [
    rekindle({ verify: false, onEvent: (event) => fs.appendFileSync('events.jsonl', JSON.stringify(event) + '\\n') }),
    vue(),
  ],
}`,
})

async function runTests(...args: readonly string[]) {
  fs.rmSync(project.path('events.jsonl'), { force: true })
  const { code, printed } = await runNode(project.root, ['run.mjs', ...args], {})
  expect(code, printed).toBe(0)
  const events = fs.readFileSync(project.path('events.jsonl'), 'utf8').trim().split('\n')
  return { printed, events: events.map((line) => JSON.parse(line) as RekindleEvent | { kind: 'edited' }) }
}

function hitsOf(events: readonly { readonly kind: string }[]): number {
  return events.filter(({ kind }) => kind === 'hit').length
}

test('Vitest restores in its second run, and in watch mode runs what was edited', async () => {
  onTestFinished(() => project.dispose())
  const cold = await runTests()
  expect(cold.printed).toContain('run passed')
  expect(hitsOf(cold.events)).toBe(0)
  const warm = await runTests()
  expect(warm.printed).toContain('run passed')
  expect(runsOfHooks(warm.events as readonly RekindleEvent[])).toEqual([])
  expect(hitsOf(warm.events)).toBeGreaterThanOrEqual(2)

  const watched = await runTests(component('edited'))
  expect(watched.printed.match(/run passed/g)).toHaveLength(2)
  const at = watched.events.findIndex(({ kind }) => kind === 'edited')
  const before = watched.events.slice(0, at) as readonly RekindleEvent[]
  const after = watched.events.slice(at + 1) as readonly RekindleEvent[]
  expect(runsOfHooks(before)).toEqual([])
  expect(new Set(runsOfHooks(after).map((run) => run.split(' ').at(-1)))).toEqual(new Set(['src/Two.vue']))
})
