import { testFamilyCase } from '../../kit/process/family-case.ts'
import { page, viteConfig } from '../../kit/process/family-config.ts'
import { usualStates } from '../../kit/process/family-states.ts'

const main = {
  ...page,
  'src/main.js':
    "import { createApp } from 'vue'\nimport App from './App.vue'\ncreateApp(App).mount('#app')\n",
}
const external = "rolldownOptions: { external: ['vue'] }"

testFamilyCase({
  behaviour: 'UnoCSS hears of class names in Vue components that come from the cache',
  files: {
    ...main,
    ...viteConfig({
      imports:
        "import vue from '@vitejs/plugin-vue'\nimport unocss from '@unocss/vite'\nimport { presetMini, transformerDirectives } from 'unocss'",
      plugins: 'vue(), unocss({ presets: [presetMini()], transformers: [transformerDirectives()] })',
      rest: `build: { minify: false, cssMinify: false, ${external} }`,
    }),
    'src/main.js':
      "import { createApp } from 'vue'\nimport 'virtual:uno.css'\nimport App from './App.vue'\nimport { tone } from './tone.ts'\ncreateApp(App, { tone }).mount('#app')\n",
    'src/tone.ts': "export const tone: string = 'text-red'\n",
    'src/App.vue': `<script setup lang="ts">
import Panel from './Panel.vue'
defineProps<{ tone: string }>()
</script>
<template><Panel class="m-1" :class="tone" /></template>
`,
    'src/Panel.vue': `<template><section class="panel p-2"><slot /></section></template>
<style scoped>
.panel { @apply mt-3; color: red }
</style>
`,
  },
  cached: ['vite:vue', 'vite:css'],
  uncached: ['unocss:global:build:scan', 'unocss:transformers:default'],
  // UnoCSS calls it by itself when the modules are through.
  always: ['vite:css transform src/__uno.css', 'vite:css transform src/__uno.css @ssr'],
  states: usualStates({
    edit: { change: { 'src/App.vue': ['m-1', 'm-4'] }, runs: /src\/App\.vue/ },
    edits: {
      change: { 'src/tone.ts': ['red', 'blue'], 'src/Panel.vue': ['p-2', 'p-3'] },
      runs: /src\/Panel\.vue/,
    },
    removed: 'src/Panel.vue',
    audited: /vite:vue .*src\/App\.vue/,
    others: {
      'the style block alone': { change: { 'src/Panel.vue': ['mt-3', 'mt-5'] }, runs: /src\/Panel\.vue/ },
    },
  }),
})

testFamilyCase({
  behaviour:
    'plugins that insert imports into compiled Vue components hear of all of them, and write what they found',
  files: {
    ...main,
    ...viteConfig({
      imports: `import vue from '@vitejs/plugin-vue'
import imports from 'unplugin-auto-import/vite'
import components from 'unplugin-vue-components/vite'
import icons from 'unplugin-icons/vite'
import { FileSystemIconLoader } from 'unplugin-icons/loaders'`,
      plugins: `vue(),
  imports({ imports: ['vue'], dirs: ['src/composables'], dts: 'dist/types/imports.d.ts' }),
  components({ dirs: ['src/components'], dts: 'types/components.d.ts' }),
  icons({ compiler: 'vue3', customCollections: { own: FileSystemIconLoader('src/icons') } })`,
      rest: `build: { minify: false, outDir: 'dist/app', ${external} }`,
    }),
    'src/App.vue': `<script setup lang="ts">
import Star from '~icons/own/star'
import Logo from '~icons/entypo/aircraft'
const count = ref<number>(0)
const size = useSize()
</script>
<template><base-panel :title="size" @click="count++"><Star /><Logo /></base-panel></template>
`,
    'src/components/BasePanel.vue': '<template><section><slot /></section></template>\n',
    'src/composables/useSize.ts': "export const useSize = (): string => 'small'\n",
    'src/icons/star.svg':
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h1"/></svg>\n',
  },
  cached: ['vite:vue'],
  uncached: ['unplugin-auto-import', 'unplugin-vue-components', 'unplugin-icons'],
  states: usualStates({
    edit: { change: { 'src/icons/star.svg': ['h1', 'h2'] }, runs: [] },
    edits: {
      change: {
        'src/composables/useSize.ts': ['small', 'large'],
        'src/components/BasePanel.vue': ['<slot />', '<b><slot /></b>'],
      },
      runs: ['vite:vue transform src/components/BasePanel.vue'],
    },
    removed: 'src/icons/star.svg',
    others: {
      'a component that appears': {
        change: {
          'src/components/BasePanel.vue': null,
          'src/components/inner/BasePanel.vue': '<template><i /></template>\n',
        },
        runs: ['vite:vue transform src/components/inner/BasePanel.vue'],
      },
      'a component that needs another import': {
        change: { 'src/App.vue': ['ref<number>(0)', 'shallowRef<number>(0)'] },
        runs: /src\/App\.vue/,
      },
    },
  }),
})

testFamilyCase({
  behaviour: 'documents that become Vue components are read anew, and compiled where they changed',
  files: {
    ...main,
    ...viteConfig({
      imports: "import vue from '@vitejs/plugin-vue'\nimport markdown from 'unplugin-vue-markdown/vite'",
      plugins: 'vue({ include: [/\\.vue$/, /\\.md$/] }), markdown({})',
      rest: `build: { minify: false, ${external} }`,
    }),
    'src/App.vue': `<script setup>
import Guide from './guide.md'
import Intro from './intro.md'
import Notes from './notes.md'
</script>
<template><Guide /><Intro /><Notes /></template>
`,
    'src/guide.md': '---\ntitle: Guide\n---\n# {{ frontmatter.title }}\n',
    'src/intro.md': '# Intro\n\nHello **world**\n',
    'src/notes.md': '# Notes\n\n<style scoped>\nh1 { color: red }\n</style>\n',
  },
  cached: ['vite:vue', 'vite:css'],
  uncached: ['unplugin-vue-markdown'],
  states: usualStates({
    edit: { change: { 'src/intro.md': ['**world**', '_world_'] }, runs: ['vite:vue transform src/intro.md'] },
    edits: {
      change: { 'src/guide.md': ['title: Guide', 'title: Manual'], 'src/notes.md': ['red', 'blue'] },
      runs: /src\/(?:guide|notes)\.md/,
    },
    removed: 'src/intro.md',
    audited: /vite:vue .*src\/App\.vue/,
  }),
})
