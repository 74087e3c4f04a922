import { testFamilyCase } from '../../kit/process/family-case.ts'
import { usualStates } from '../../kit/process/family-states.ts'

const babel = (file: string): string => `@rolldown/plugin-babel transform src/${file}`

testFamilyCase({
  behaviour: 'Babel runs for what changed of a page and of its worker',
  files: 'workers',
  server: null,
  cached: ['@rolldown/plugin-babel'],
  states: usualStates({
    edit: { change: { 'src/answer.ts': ['{question} $', '{question}: $'] }, runs: [babel('answer.ts')] },
    edits: {
      change: { 'src/main.ts': ["'go'", "'start'"], 'src/work.ts': ['event.data', 'event.data.trim()'] },
      runs: /src\/(?:main|work)\.ts/,
    },
    removed: 'src/answer.ts',
    audited: [babel('main.ts')],
    others: {
      'a local Babel plugin of the worker': {
        change: { 'babel/shout.cjs': ['DONE', 'READY'] },
        runs: /^@rolldown\/plugin-babel/,
        isApart: true,
      },
    },
  }),
})
