import mdx from '@mdx-js/rollup'
import vue from '@vitejs/plugin-vue'
import { linkPackages } from '../../kit/in-process/link-packages.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'

const files = {
  'index.html': '<div id="app"></div><script type="module" src="/main.js"></script>',
  'main.js': `import App from './App.vue'\nimport Note from './note.mdx'\nimport './base.scss'\nimport names from './names.module.css'\nconsole.log(App, Note, names)\n`,
  'App.vue': `<script setup lang="ts">
import type { Props } from './props'
defineProps<Props>()
</script>
<template><p class="card">{{ title }}</p></template>
<style scoped lang="scss">
@use './tokens';
.card { color: tokens.$accent; }
</style>
`,
  'props.ts': `export interface Props { title: string }\n`,
  '_tokens.scss': `$accent: #f00;\n`,
  'base.scss': `@use './tokens';\nbody { background: tokens.$accent; }\n`,
  'names.module.css': `.title { margin: 0 }\n`,
  'note.mdx': `# A note\n\nSome *text*.\n`,
}

export const plugins = (): unknown[] => [vue(), mdx({ jsxImportSource: 'vue' })]

/** A small app of Vue components, stylesheets and a document. */
export function createApp(): Project {
  const project = createProject(files)
  linkPackages(project, ['vue'])
  return project
}
