import { rollupScript, testScriptCases } from '../../kit/process/script-case.ts'

testScriptCases('GraphQL documents on Rollup', [
  {
    behaviour:
      'a document that differs from another one in white space only has the text of the first that was met',
    needsProcesses: true,
    files: {
      'src/main.js': `import a from './a.graphql'; console.log(a); import('./b.graphql').then(console.log)`,
      'src/a.graphql': 'query User { user { id } }',
      'src/b.graphql': 'query User {\n  user {\n    id\n  }\n}\n',
    },
    build: rollupScript(`
import graphql from '@rollup/plugin-graphql'
// One file after the other, none looked for on the disk: which of the two is met first must not depend on it.
const inOrder = { name: 'in-order', resolveId: (id, from) => (from === undefined ? null : new URL(id, 'file://' + from).pathname) }
await go([cached({ plugins: { '*': true } }), inOrder, graphql()], { maxParallelFileOps: 1 })`),
    unchanged: {},
    steps: [
      // The other one has its own text now.
      { change: { 'src/a.graphql': 'query User { user { name } }' } },
      { change: { 'src/a.graphql': 'query User { user {    id } }' } },
    ],
  },
])
