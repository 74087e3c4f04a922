import {
  page,
  rollupScript,
  type ScriptCase,
  testScriptCases,
  viteScript,
} from '../../kit/process/script-case.ts'

/** A remark plugin that puts the text of another file in the place of `include: file`, as deep as it goes. */
const remarkInclude = `import fs from 'node:fs'
import path from 'node:path'

export default function remarkInclude() {
  return (tree, file) => {
    const read = (target) =>
      fs.existsSync(target)
        ? fs.readFileSync(target, 'utf8').replace(/include: (\\S+)/g, (line, name) =>
            read(path.resolve(path.dirname(target), name)))
        : 'nothing'
    for (const node of tree.children) {
      const [text] = node.children ?? []
      const name = /^include: (\\S+)$/.exec(text?.value ?? '')?.[1]
      if (name !== undefined) text.value = read(path.resolve(file.dirname, name))
    }
  }
}`
const documents = {
  'include.mjs': remarkInclude,
  'src/main.js': 'import A from "./a.mdx"; import B from "./b.mdx"; console.log(A, B)',
  'src/a.mdx': '# A\n\ninclude: parts/outer.md\n',
  'src/b.mdx': '# B\n',
  'src/parts/outer.md': 'outer include: deep/inner.md',
  'src/parts/deep/inner.md': 'first',
}
const restored = { '@mdx-js/rollup': { run: 0, restored: 2 } }
const included: ScriptCase['steps'] = [
  { change: { 'src/parts/deep/inner.md': 'second' } },
  { change: { 'src/parts/deep/inner.md': null } },
  { change: { 'src/parts/deep/inner.md': 'second' }, hooks: restored },
  { change: { 'src/parts/deep/inner.md': 'first' }, hooks: restored },
]

const queries = {
  'src/main.js': 'import a from "./a.graphql"; import b from "./b.graphql"; console.log(a, b)',
  'src/a.graphql': '#import "./parts/outer.graphql"\nquery A { user { ...Outer } }',
  'src/b.graphql': 'query B { user { id } }',
  'src/parts/outer.graphql': '#import "./deep/inner.graphql"\nfragment Outer on User { ...Inner }',
  'src/parts/deep/inner.graphql': 'fragment Inner on User { name }',
}

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'on Rollup what a remark plugin includes, two files deep, reaches the document',
    files: documents,
    build: rollupScript(`
import mdx from '@mdx-js/rollup'
import include from './include.mjs'
await go([cached(), mdx({ remarkPlugins: [include] })], { external: /react/ })`),
    unchanged: restored,
    steps: included,
  },
  {
    behaviour: 'on Vite what a remark plugin includes, two files deep, reaches the document',
    files: { ...page, ...documents },
    build: viteScript(`
import mdx from '@mdx-js/rollup'
import include from './include.mjs'
await go([cached(), mdx({ remarkPlugins: [include] })], { build: { rolldownOptions: { external: /react/ } } })`),
    unchanged: restored,
    steps: included,
  },
  {
    behaviour:
      'fragments that GraphQL documents import, two files deep, reach the output and no other document',
    files: queries,
    build: rollupScript(`
import graphql from '@rollup/plugin-graphql'
await go([cached({ plugins: { graphql: true } }), graphql()])`),
    unchanged: { graphql: { run: 0, restored: 4 } },
    steps: [
      {
        change: { 'src/parts/deep/inner.graphql': 'fragment Inner on User { name, age }' },
        hooks: { graphql: { run: 1, restored: 3 } },
      },
      {
        change: {
          'src/parts/outer.graphql': '#import "./other.graphql"\nfragment Outer on User { ...Other }',
          'src/parts/other.graphql': 'fragment Other on User { mail }',
        },
        hooks: { graphql: { run: 2, restored: 2 } },
      },
      {
        change: {
          'src/parts/outer.graphql': queries['src/parts/outer.graphql'],
          'src/parts/deep/inner.graphql': queries['src/parts/deep/inner.graphql'],
        },
        hooks: { graphql: { run: 0, restored: 4 } },
      },
    ],
  },
]

testScriptCases('what documents include', cases)
