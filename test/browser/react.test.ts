import babel from '@rolldown/plugin-babel'
import react, { reactCompilerPreset } from '@vitejs/plugin-react'
import { it } from 'vitest'
import { comparePages, type Playground } from '../kit/browser/compare-pages.ts'
import { replaceIn, touch } from '../kit/browser/edits.ts'
import { connectToBrowser } from '../kit/browser/page-visit.ts'

const playground: Playground = {
  packages: [
    'react',
    'react-dom',
    ...['react-dom/client', 'react/jsx-dev-runtime', 'react/jsx-runtime', 'react/compiler-runtime'],
  ],
  plugins: () => [react(), babel({ presets: [reactCompilerPreset()] })],
  files: {
    'index.html': '<div id="app"></div><script type="module" src="/main.tsx"></script>',
    'main.tsx': `import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import './base.css'
createRoot(document.querySelector('#app')!).render(<App />)
`,
    'App.tsx': `import { useState } from 'react'
import { Title } from './Title.tsx'
import { label } from './label.ts'

export function App() {
  const [count, setCount] = useState(0)
  return (
    <>
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
      <Title text={label()} />
    </>
  )
}
`,
    'Title.tsx': `import styles from './title.module.css'

interface Props { text: string }

export function Title({ text }: Props) {
  return <p id="title" className={styles.title}>{text}</p>
}
`,
    'label.ts': `export const label = (): string => 'Hello'\n`,
    'title.module.css': '.title { color: rgb(255, 0, 0) }\n',
    'base.css': 'body { margin: 0 }\n',
  },
}

const APP = 'js-update /App.tsx'
const TITLE = 'js-update /Title.tsx'
const BASE = 'js-update /base.css'

it('a page of React components keeps its state, and hears of what has changed alone', async () => {
  const browser = await connectToBrowser()
  const look = { title: 'Hello', color: 'rgb(255, 0, 0)', hasOverlay: false }
  await comparePages(browser, playground, look, [
    {
      name: 'a component is touched',
      files: ['App.tsx'],
      act: touch('App.tsx'),
      clean: { messages: [APP] },
      cached: { messages: [] },
    },
    {
      name: 'a component is edited',
      files: ['Title.tsx'],
      act: replaceIn('Title.tsx', '{text}</p>', '{text}!</p>'),
      look: { title: 'Hello!' },
      clean: { messages: [TITLE] },
    },
    {
      name: 'the edit is undone',
      files: ['Title.tsx'],
      act: replaceIn('Title.tsx', '{text}!</p>', '{text}</p>'),
      look: { title: 'Hello' },
      clean: { messages: [TITLE] },
    },
    {
      // The React Compiler puts a digest of the source into what it makes for a page.
      name: 'the types of a component are edited',
      files: ['Title.tsx'],
      act: replaceIn('Title.tsx', 'text: string }', 'text: string; note?: number }'),
      clean: { messages: [TITLE] },
    },
    {
      name: 'a function that a component uses is edited',
      files: ['label.ts'],
      act: replaceIn('label.ts', 'Hello', 'Good day'),
      look: { title: 'Good day' },
      clean: { messages: [APP] },
    },
    {
      name: 'a CSS module is edited',
      files: ['title.module.css'],
      act: replaceIn('title.module.css', '255, 0, 0', '0, 0, 1'),
      look: { color: 'rgb(0, 0, 1)' },
      clean: { messages: [TITLE] },
    },
    {
      name: 'a stylesheet is edited',
      files: ['base.css'],
      act: replaceIn('base.css', 'margin: 0', 'margin: 1px'),
      clean: { messages: [BASE] },
    },
    {
      name: 'a component does not compile',
      files: ['App.tsx'],
      act: replaceIn('App.tsx', '</>', '</'),
      look: { hasOverlay: true },
      clean: { messages: ['error', APP] },
    },
    {
      name: 'and does again',
      files: ['App.tsx'],
      act: replaceIn('App.tsx', '</\n', '</>\n'),
      look: { hasOverlay: false },
      clean: { messages: [APP] },
    },
  ])
  await browser.close()
})
