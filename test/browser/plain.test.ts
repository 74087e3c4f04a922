import { it } from 'vitest'
import { comparePages, type Playground } from '../kit/browser/compare-pages.ts'
import { replaceIn, touch } from '../kit/browser/edits.ts'
import { connectToBrowser } from '../kit/browser/page-visit.ts'

const parts = Array.from({ length: 500 }, (_, index) => `parts/part-${index}.ts`)

const playground: Playground = {
  packages: [],
  plugins: () => [],
  files: {
    'index.html': `<link rel="stylesheet" href="/base.css">
<button id="count">0</button><p id="title"></p>
<script type="module" src="/main.ts"></script>`,
    'main.ts': `import { show } from './show.ts'
import './parts/all.ts'

const button = document.querySelector<HTMLButtonElement>('#count')!
button.onclick = () => { button.textContent = String(Number(button.textContent) + 1) }
show()
`,
    'show.ts': `import { text } from './text.ts'
import address from './picture.svg'

export function show(): void {
  const title = document.querySelector<HTMLElement>('#title')!
  title.textContent = text
  title.style.backgroundImage = \`url(\${address})\`
}

if (import.meta.hot) {
  import.meta.hot.accept((next) => next?.show())
}
`,
    'text.ts': `export const text: string = 'Hello'\n`,
    'picture.svg': '<svg xmlns="http://www.w3.org/2000/svg"></svg>\n',
    'base.css': '#title { color: rgb(255, 0, 0) }\n',
    'parts/all.ts': parts.map((_, index) => `import './part-${index}.ts'\n`).join(''),
    ...Object.fromEntries(parts.map((part, index) => [part, `export const value: number = ${index}\n`])),
  },
}

const SHOW = 'js-update /show.ts'

it('a page of plain scripts hears of what has changed, and of nothing else', async () => {
  const browser = await connectToBrowser()
  const look = { title: 'Hello', color: 'rgb(255, 0, 0)', hasOverlay: false }
  await comparePages(browser, playground, look, [
    {
      name: 'a script is touched',
      files: ['main.ts'],
      act: touch('main.ts'),
      clean: { messages: ['full-reload'], isReloaded: true },
      cached: { messages: [] },
    },
    {
      name: 'the type of a constant is edited',
      files: ['text.ts'],
      act: replaceIn('text.ts', ': string', ''),
      clean: { messages: [SHOW] },
      cached: { messages: [] },
    },
    {
      name: 'the constant is edited',
      files: ['text.ts'],
      act: replaceIn('text.ts', 'Hello', 'Good day'),
      look: { title: 'Good day' },
      clean: { messages: [SHOW] },
    },
    {
      name: 'the edit is undone',
      files: ['text.ts'],
      act: replaceIn('text.ts', 'Good day', 'Hello'),
      look: { title: 'Hello' },
      clean: { messages: [SHOW] },
    },
    {
      name: 'a linked stylesheet is edited',
      files: ['base.css'],
      act: replaceIn('base.css', '255, 0, 0', '0, 0, 1'),
      look: { color: 'rgb(0, 0, 1)' },
      clean: { messages: ['css-update /base.css?direct'] },
    },
    {
      name: 'a picture is edited',
      files: ['picture.svg'],
      act: replaceIn('picture.svg', '</svg>', '<path/></svg>'),
      clean: { messages: [SHOW] },
    },
    {
      name: 'a checkout touches 500 files and changes one',
      files: [...parts, 'text.ts'],
      act: (project) => {
        touch(...parts)(project)
        replaceIn('text.ts', 'Hello', 'Hello again')(project)
      },
      look: { title: 'Hello again' },
      clean: { messages: ['full-reload', SHOW], isReloaded: true },
      cached: { messages: [SHOW] },
    },
    {
      name: 'the page is edited',
      files: ['index.html'],
      act: replaceIn('index.html', '<button', '<!-- count --><button'),
      clean: { messages: ['full-reload'], isReloaded: true },
    },
  ])
  await browser.close()
})
