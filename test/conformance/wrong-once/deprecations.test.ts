import { expect, it, onTestFinished } from 'vitest'
import { Project } from '../../kit/process/project.ts'
import { runNode } from '../../kit/process/run-node.ts'

it('a program that throws at deprecations, those to come included, builds', async () => {
  const project = Project.fromFiles({
    'package.json': '{ "name": "app", "private": true, "type": "module" }',
    'main.js': 'console.log(1)',
    'build.mjs': `import { rollup } from 'rollup'
import rekindle from 'unplugin-rekindle/rollup'
const own = { name: 'own', transform: (code) => code + '\\nconsole.log(2)' }
const bundle = await rollup({ input: 'main.js', plugins: [rekindle({ plugins: { own: true } }), own] })
await bundle.write({ dir: 'dist' })`,
  })
  onTestFinished(() => project.dispose())
  const flags = ['--pending-deprecation', '--throw-deprecation']
  const { code, printed } = await runNode(project.root, [...flags, 'build.mjs'], {})
  expect(printed).toBe('')
  expect(code).toBe(0)
  expect(Object.keys(project.readFolder('dist'))).toEqual(['main.js'])
})
