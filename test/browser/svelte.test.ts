import { svelte } from '@sveltejs/vite-plugin-svelte'
import { it } from 'vitest'
import { comparePages, type Playground } from '../kit/browser/compare-pages.ts'
import { replaceIn, touch } from '../kit/browser/edits.ts'
import { connectToBrowser } from '../kit/browser/page-visit.ts'

const playground: Playground = {
  packages: ['svelte'],
  plugins: () => [svelte({ configFile: false })],
  config: { optimizeDeps: { noDiscovery: true, include: [] } },
  files: {
    'index.html': '<div id="app"></div><script type="module" src="/main.js"></script>',
    'main.js': `import { mount } from 'svelte'
import App from './App.svelte'
mount(App, { target: document.querySelector('#app') })
`,
    'App.svelte': `<script lang="ts">
  import Title from './Title.svelte'
  import { label } from './label.svelte.js'
  let count: number = $state(0)
</script>

<button id="count" onclick={() => count++}>{count}</button>
<Title text={label.text} />
`,
    'Title.svelte': `<script>
  let { text } = $props()
</script>

<p id="title">{text}</p>

<style>
  p { color: rgb(255, 0, 0) }
</style>
`,
    'label.svelte.js': `export const label = $state({ text: 'Hello' })\n`,
  },
}

const TITLE = 'js-update /Title.svelte'
const STYLE = 'js-update /Title.svelte?svelte&type=style&lang.css'
const APP = 'js-update /App.svelte'

it('a page of Svelte components hears of what has changed, and of nothing else', async () => {
  const browser = await connectToBrowser()
  const look = { title: 'Hello', color: 'rgb(255, 0, 0)', hasOverlay: false }
  await comparePages(browser, playground, look, [
    {
      name: 'a component is touched',
      files: ['Title.svelte'],
      act: touch('Title.svelte'),
      clean: { messages: [] },
    },
    {
      name: 'a component is edited',
      files: ['Title.svelte'],
      act: replaceIn('Title.svelte', '{text}</p>', '{text}!</p>'),
      look: { title: 'Hello!' },
      clean: { messages: [TITLE] },
    },
    {
      name: 'its style is edited',
      files: ['Title.svelte'],
      act: replaceIn('Title.svelte', '255, 0, 0', '0, 0, 1'),
      look: { color: 'rgb(0, 0, 1)' },
      clean: { messages: [STYLE] },
    },
    {
      name: 'both edits are undone',
      files: ['Title.svelte'],
      act: (project) => {
        project.write('Title.svelte', playground.files['Title.svelte'] ?? '')
      },
      look: { title: 'Hello', color: 'rgb(255, 0, 0)' },
      clean: { messages: [TITLE, STYLE] },
    },
    {
      name: 'a module with runes is edited',
      files: ['label.svelte.js'],
      act: replaceIn('label.svelte.js', 'Hello', 'Good day'),
      look: { title: 'Good day' },
      clean: { messages: [APP], isStateKept: false },
    },
    {
      name: 'a component does not compile',
      files: ['App.svelte'],
      act: replaceIn('App.svelte', '<Title text', '<Title {text'),
      look: { hasOverlay: true },
      clean: { messages: ['error'] },
    },
    {
      name: 'and does again',
      files: ['App.svelte'],
      act: replaceIn('App.svelte', '<Title {text={label.text}', "<Title text={label.text + '!'}"),
      look: { hasOverlay: false, title: 'Good day!' },
      clean: { messages: [APP] },
    },
  ])
  await browser.close()
})
