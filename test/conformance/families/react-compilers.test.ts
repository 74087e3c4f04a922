import { testFamilyCase } from '../../kit/process/family-case.ts'
import { page, viteConfig } from '../../kit/process/family-config.ts'
import { usualStates } from '../../kit/process/family-states.ts'

const compiler = (file: string): string => `vite:react-compiler transform src/${file}`

testFamilyCase({
  behaviour: 'the native React compiler runs for what changed, for the page and for servers',
  files: {
    ...page,
    ...viteConfig({
      imports: "import react from '@vitejs/plugin-react'",
      plugins: 'react({ compiler: true })',
      rest: 'build: { minify: false, rolldownOptions: { external: [/^react/] } }',
    }),
    'src/main.js':
      "import { createRoot } from 'react-dom/client'\nimport { App } from './App.tsx'\ncreateRoot(document.body).render(App)\n",
    'src/App.tsx': `import { useState } from 'react'
import { Panel } from './Panel.jsx'
export function App() {
  const [count, setCount] = useState<number>(1)
  return <button onClick={() => setCount(count + 1)}><Panel title={count} /></button>
}
`,
    'src/Panel.jsx':
      'export function Panel({ title }) {\n  return <section className="panel">{title}</section>\n}\n',
  },
  differsOnServer: true,
  cached: ['vite:react-compiler'],
  states: usualStates({
    edit: { change: { 'src/Panel.jsx': ['"panel"', '"wide"'] }, runs: [compiler('Panel.jsx')] },
    edits: {
      change: { 'src/Panel.jsx': ['"panel"', '"pane"'], 'src/App.tsx': ['count + 1', 'count + 2'] },
      runs: [compiler('App.tsx'), compiler('Panel.jsx')],
    },
    removed: 'src/Panel.jsx',
    audited: /src\/App\.tsx/,
    others: {
      'another option of the compiler': {
        change: { 'vite.config.mjs': ['compiler: true', "compiler: { compilationMode: 'annotation' }"] },
        runs: /^vite:react-compiler/,
      },
    },
  }),
})
