import { testFamilyCase } from '../../kit/process/family-case.ts'
import { page, viteConfig } from '../../kit/process/family-config.ts'
import { usualStates } from '../../kit/process/family-states.ts'
import { testScriptCases, viteScript } from '../../kit/process/script-case.ts'

testFamilyCase({
  behaviour: 'JSX of Vue is compiled anew where it changed, for the page and for servers',
  files: {
    ...page,
    ...viteConfig({
      imports: "import jsx from '@vitejs/plugin-vue-jsx'\nimport rename from './babel-rename.mjs'",
      plugins: 'jsx({ babelPlugins: [rename] })',
      rest: "build: { minify: false, rolldownOptions: { external: ['vue'] } }",
    }),
    'babel-rename.mjs':
      "export default () => ({ visitor: { StringLiteral(path) { if (path.node.value === 'name') path.node.value = 'label' } } })\n",
    'src/main.js':
      "import { createApp } from 'vue'\nimport App from './App.tsx'\ncreateApp(App).mount('#app')\n",
    'src/App.tsx': `import { defineComponent, ref } from 'vue'
import Panel from './Panel.jsx'
export default defineComponent({
  setup() {
    const count = ref<number>(1)
    return () => <div id="name"><Panel onClick={() => count.value++}>{count.value}</Panel></div>
  },
})
`,
    'src/Panel.jsx':
      'export default (props, { slots }) => <section class="panel">{slots.default?.()}</section>\n',
  },
  differsOnServer: true,
  cached: ['vite:vue-jsx'],
  // A helper with the same text in every build.
  always: ['vite:vue-jsx load /__vue-jsx-ssr-register-helper @ssr'],
  states: usualStates({
    edit: { change: { 'src/Panel.jsx': ['class="panel"', 'class="wide"'] }, runs: [vueJsx('Panel.jsx')] },
    edits: {
      change: { 'src/Panel.jsx': ['"panel"', '"pane"'], 'src/App.tsx': ['ref<number>(1)', 'ref<number>(2)'] },
      runs: [vueJsx('App.tsx'), vueJsx('Panel.jsx')],
    },
    removed: 'src/Panel.jsx',
    audited: /src\/App\.tsx/,
    others: {
      'another local Babel plugin': {
        change: { 'babel-rename.mjs': ["'label'", "'title'"] },
        runs: [vueJsx('App.tsx'), vueJsx('Panel.jsx')],
      },
    },
  }),
})

testFamilyCase({
  behaviour: 'components of Solid are compiled anew where they changed, for the page and for servers',
  files: {
    ...page,
    ...viteConfig({
      imports: "import solid from 'vite-plugin-solid'",
      plugins: 'solid({ ssr: true })',
      rest: 'build: { minify: false, rolldownOptions: { external: [/^solid-js/] } }',
    }),
    'src/main.js':
      "import { render } from 'solid-js/web'\nimport { App } from './App.tsx'\nrender(App, document.body)\n",
    'src/App.tsx': `import { createSignal } from 'solid-js'
import { Row } from './Row.jsx'
export function App() {
  const [count, setCount] = createSignal<number>(0)
  return <button onClick={() => setCount(count() + 1)}><Row count={count()} /></button>
}
`,
    'src/Row.jsx': 'export const Row = (props) => <span class="row">{props.count}</span>\n',
  },
  differsOnServer: true,
  cached: ['solid'],
  states: usualStates({
    edit: { change: { 'src/Row.jsx': ['class="row"', 'class="line"'] }, runs: [solid('Row.jsx')] },
    edits: {
      change: { 'src/Row.jsx': ['<span ', '<b title="x" '], 'src/App.tsx': ['count() + 1', 'count() + 2'] },
      runs: [],
    },
    removed: 'src/Row.jsx',
    audited: /src\/App\.tsx/,
    others: {
      'another option of the plugin': {
        change: { 'vite.config.mjs': ['ssr: true', 'ssr: false'] },
        runs: [solid('App.tsx'), solid('Row.jsx')],
      },
    },
  }),
})

testFamilyCase({
  behaviour: 'Babel of the Preact preset runs where something changed',
  files: {
    ...page,
    ...viteConfig({
      imports: "import preact from '@preact/preset-vite'\nimport rename from './babel-rename.mjs'",
      plugins: 'preact({ babel: { plugins: [rename] } })',
      rest: 'build: { minify: false, rolldownOptions: { external: [/^preact/] } }',
    }),
    'babel-rename.mjs':
      "export default () => ({ visitor: { StringLiteral(path) { if (path.node.value === 'name') path.node.value = 'label' } } })\n",
    'src/main.js':
      "import { render } from 'preact'\nimport { App } from './App.jsx'\nrender(App(), document.body)\n",
    'src/App.jsx': `import { useState } from 'preact/hooks'
import { label } from './label.ts'
export function App() {
  const [count, setCount] = useState(0)
  return <button id="name" onClick={() => setCount(count + 1)}>{label(count)}</button>
}
`,
    'src/label.ts': "export const label = (count: number): string => 'counted ' + count\n",
  },
  cached: ['vite:preact-jsx'],
  states: usualStates({
    edit: { change: { 'src/label.ts': ['counted', 'so far'] }, runs: [preact('src/label.ts')] },
    edits: {
      change: { 'src/label.ts': ['counted', 'now'], 'src/App.jsx': ['count + 1', 'count + 2'] },
      runs: [preact('src/App.jsx'), preact('src/label.ts')],
    },
    removed: 'src/label.ts',
    audited: /src\/App\.jsx/,
    others: {
      'another local Babel plugin': {
        change: { 'babel-rename.mjs': ["'label'", "'title'"] },
        runs: [preact('src/App.jsx'), preact('src/label.ts'), preact('src/main.js')],
      },
    },
  }),
})

testFamilyCase({
  behaviour:
    'elements of Lit, whose decorators the bundler compiles by itself, are built as without the plugin',
  files: {
    ...page,
    ...viteConfig({ rest: 'build: { minify: false, rolldownOptions: { external: [/^lit/] } }' }),
    'tsconfig.json':
      '{ "compilerOptions": { "experimentalDecorators": true, "useDefineForClassFields": false } }',
    'src/main.js': "import './counter.ts'\n",
    'src/counter.ts': `import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import sheet from './counter.css?inline'
import { step } from './step.ts'
@customElement('my-counter')
export class Counter extends LitElement {
  static styles = css([sheet] as never)
  @property({ type: Number }) count: number = 0
  render() {
    return html\`<button @click=\${() => (this.count += step)}>\${this.count}</button>\`
  }
}
`,
    'src/counter.css': 'button { color: red }\n',
    'src/step.ts': 'export const step: number = 1\n',
  },
  cached: ['vite:css'],
  states: usualStates({
    edit: {
      change: { 'src/counter.css': ['red', 'green'] },
      runs: ['vite:css transform src/counter.css?inline'],
    },
    edits: {
      change: { 'src/step.ts': ['1', '2'], 'src/counter.ts': ['my-counter', 'our-counter'] },
      runs: [],
    },
    removed: 'src/step.ts',
    others: {
      'another tsconfig.json': {
        change: { 'tsconfig.json': ['"experimentalDecorators": true, ', ''] },
        runs: [],
        isApart: true,
      },
    },
  }),
})

testScriptCases('options of the Preact preset', [
  {
    behaviour: 'tell two builds of one script apart, also those that the plugin completes by the config',
    files: {
      ...page,
      'src/main.js':
        "import { useState } from 'preact/hooks'\nconst [count] = useState(0)\nconsole.log(count)\n",
    },
    build: viteScript(`
import preact from '@preact/preset-vite'
for (const devToolsEnabled of [false, true]) {
  const plugins = [cached(), preact({ babel: {}, devToolsEnabled })]
  const rolldownOptions = { external: [/^preact/] }
  await go(plugins, { build: { minify: false, outDir: 'dist/' + devToolsEnabled, rolldownOptions } })
}`),
    unchanged: { 'vite:preact-jsx': { restored: 1 } },
  },
])

function vueJsx(file: string): string {
  return `vite:vue-jsx transform src/${file}`
}

function solid(file: string): string {
  return `solid transform src/${file}`
}

function preact(file: string): string {
  return `vite:preact-jsx transform ${file}`
}
