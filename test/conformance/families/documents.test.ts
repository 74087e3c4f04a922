import { testFamilyCase } from '../../kit/process/family-case.ts'
import { usualStates } from '../../kit/process/family-states.ts'

const guide = '@mdx-js/rollup transform src/guide.mdx'
const intro = '@mdx-js/rollup transform src/intro.mdx'
const logo = 'vite-plugin-svgr load src/logo.svg?react'
const mark = 'vite-plugin-svgr load src/mark.svg?react'

testFamilyCase({
  behaviour: 'MDX documents and SVGR drawings are compiled when they or what a remark plugin reads change',
  files: 'documents',
  server: 'src/main.jsx',
  cached: ['@mdx-js/rollup', 'vite-plugin-svgr'],
  states: usualStates({
    edit: { change: { 'src/guide.mdx': ['**world**', '_world_'] }, runs: [guide] },
    edits: {
      change: { 'src/intro.mdx': ['- two', '- three'], 'src/logo.svg': ['#f00', '#0f0'] },
      runs: [intro, logo],
    },
    others: {
      'a file that a remark plugin reads without telling anybody': {
        change: { 'src/notes.txt': ['first', 'second'] },
        runs: [guide, intro],
      },
      'the code of a local remark plugin': {
        change: { 'include-notes.mjs': ["'paragraph'", "'blockquote'"] },
        runs: [guide, intro, logo, mark],
      },
      'an svgr config that appears': {
        isApart: true,
        change: { '.svgrrc': '{ "dimensions": false, "svgProps": { "role": "img" } }' },
        runs: [logo, mark],
      },
    },
    removed: 'src/mark.svg',
  }),
})
