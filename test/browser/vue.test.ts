import vue from '@vitejs/plugin-vue'
import { it } from 'vitest'
import { comparePages, type Playground } from '../kit/browser/compare-pages.ts'
import { replaceIn, touch } from '../kit/browser/edits.ts'
import { connectToBrowser } from '../kit/browser/page-visit.ts'

const playground: Playground = {
  packages: ['vue'],
  plugins: () => [vue()],
  files: {
    'index.html': '<div id="app"></div><script type="module" src="/main.js"></script>',
    'main.js': `import { createApp } from 'vue'
import App from './App.vue'
import './base.scss'
createApp(App).mount('#app')
`,
    'App.vue': `<script setup lang="ts">
import { ref } from 'vue'
import Title from './Title.vue'
const count = ref(0)
</script>
<template>
  <button id="count" @click="count++">{{ count }}</button>
  <Title text="Hello" />
</template>
<style lang="scss">
button { border: 0; }
</style>
`,
    'Title.vue': `<script setup lang="ts">
import type { Props } from './props'
defineProps<Props>()
</script>
<template><p id="title">{{ text }}</p></template>
<style scoped lang="scss">
@use './tokens';
#title { color: tokens.$accent; }
</style>
`,
    'props.ts': 'export interface Props { text: string }\n',
    '_tokens.scss': '$accent: rgb(255, 0, 0);\n',
    'base.scss': `@use './tokens';\nbody { background: tokens.$accent; }\n`,
  },
}

const APP = 'js-update /App.vue'
const TITLE = 'js-update /Title.vue'
const STYLE = 'js-update /Title.vue?vue&type=style&index=0&scoped=5f7f774d&lang.scss'
const BASE = 'js-update /base.scss'

it('a page of Vue components and Sass hears of what has changed, and of nothing else', async () => {
  const browser = await connectToBrowser()
  const look = { title: 'Hello', color: 'rgb(255, 0, 0)', hasOverlay: false }
  await comparePages(browser, playground, look, [
    {
      name: 'a component is touched',
      files: ['App.vue'],
      act: touch('App.vue'),
      clean: { messages: [] },
    },
    {
      name: 'the template is edited',
      files: ['App.vue'],
      act: replaceIn('App.vue', 'Hello', 'Good day'),
      look: { title: 'Good day' },
      clean: { messages: [APP] },
    },
    {
      name: 'the edit is undone',
      files: ['App.vue'],
      act: replaceIn('App.vue', 'Good day', 'Hello'),
      look: { title: 'Hello' },
      clean: { messages: [APP] },
    },
    {
      name: 'the script of another component is edited',
      files: ['Title.vue'],
      act: replaceIn('Title.vue', 'defineProps<Props>()', `defineProps<Props>()\nconst mark = '!'`),
      clean: { messages: [TITLE] },
    },
    {
      name: 'the style of a component is edited',
      files: ['Title.vue'],
      act: replaceIn('Title.vue', 'color: tokens.$accent;', 'color: rgb(0, 0, 1);'),
      look: { color: 'rgb(0, 0, 1)' },
      clean: { messages: [STYLE] },
    },
    {
      name: 'the style is put back',
      files: ['Title.vue'],
      act: replaceIn('Title.vue', 'color: rgb(0, 0, 1);', 'color: tokens.$accent;'),
      look: { color: 'rgb(255, 0, 0)' },
      clean: { messages: [STYLE] },
    },
    {
      name: 'a Sass partial is edited that two stylesheets use',
      files: ['_tokens.scss'],
      act: replaceIn('_tokens.scss', '255, 0, 0', '0, 255, 0'),
      look: { color: 'rgb(0, 255, 0)' },
      clean: { messages: [STYLE, BASE] },
    },
    {
      name: 'a comment is added to the partial',
      files: ['_tokens.scss'],
      act: replaceIn('_tokens.scss', '$accent', '// The colour.\n$accent'),
      clean: { messages: [STYLE, BASE] },
      cached: { messages: [] },
    },
    {
      name: 'the types of a component are edited',
      files: ['props.ts'],
      act: replaceIn('props.ts', 'text: string', 'text: string; note?: number'),
      clean: { messages: [TITLE] },
    },
    {
      name: 'a component does not compile',
      files: ['App.vue'],
      act: replaceIn('App.vue', '<Title text="Hello" />', '<Title text="Hello"'),
      look: { hasOverlay: true },
      clean: { messages: ['error', APP] },
    },
    {
      name: 'and does again',
      files: ['App.vue'],
      act: replaceIn('App.vue', '<Title text="Hello"', '<Title text="Hello again" />'),
      look: { hasOverlay: false, title: 'Hello again' },
      clean: { messages: [APP] },
    },
  ])
  await browser.close()
})
