import { ProjectRoot } from '@rekindle/core'
import { expect, it } from 'vitest'
import { esbuildGraphFacts } from './esbuild-graph.ts'

it('the inputs of a metafile are facts, relative to the root and not to where the bundler ran', () => {
  const metafile = {
    inputs: {
      'src/main.js': {
        imports: [
          { path: 'src/one.js', kind: 'import-statement' },
          { path: 'src/later.js', kind: 'dynamic-import' },
          { path: 'src/old.cjs', kind: 'require-call' },
          { path: 'virtual:pages', kind: 'import-statement' },
          { path: 'react', kind: 'import-statement', external: true },
        ],
      },
      '../shared/both.js': { imports: [] },
      'virtual:pages': { imports: [{ path: 'src/one.js', kind: 'import-statement' }] },
    },
  }
  const facts = esbuildGraphFacts(metafile, new ProjectRoot('/home/ada'), '/home/ada/app')
  expect(facts.map(({ id, staticImports, dynamicImports }) => [id, staticImports, dynamicImports])).toEqual([
    [
      'app/src/main.js',
      ['app/src/one.js', 'app/src/old.cjs', 'virtual:pages', 'react'],
      ['app/src/later.js'],
    ],
    ['shared/both.js', [], []],
    ['virtual:pages', ['app/src/one.js'], []],
  ])
})
