import { testFamilyCase } from '../../kit/process/family-case.ts'
import { viteConfig } from '../../kit/process/family-config.ts'

testFamilyCase({
  behaviour: 'an app of SvelteKit is built as without the plugin, its components from the cache',
  files: {
    ...viteConfig({
      imports: "import { sveltekit } from '@sveltejs/kit/vite'",
      plugins: 'sveltekit()',
      // The builds that it starts by itself print how long they took.
      rest: "logLevel: 'warn'",
    }),
    'svelte.config.js': `import adapter from '@sveltejs/adapter-static'
export default { kit: { adapter: adapter(), version: { name: 'one' } } }
`,
    'src/app.html': '<html><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>\n',
    'src/routes/+layout.js': 'export const prerender = true\n',
    'src/routes/+page.js': "import { title } from '$lib/title.js'\nexport const load = () => ({ title })\n",
    'src/routes/+page.svelte': `<script>
  import Panel from '$lib/Panel.svelte'
  let { data } = $props()
</script>
<h1>{data.title}</h1>
<Panel />
<style>h1 { color: red }</style>
`,
    'src/lib/title.js': "export const title = 'Start'\n",
    'src/lib/Panel.svelte': '<p>panel</p>\n',
  },
  server: null,
  output: 'build',
  cached: ['vite-plugin-svelte:compile'],
  uncached: ['vite-plugin-sveltekit-virtual-modules'],
  // Each build takes long.
  states: [
    {
      name: 'edits of a component and of a module, and a route that appears',
      change: {
        'src/lib/title.js': ['Start', 'End'],
        'src/routes/+page.svelte': ['red', 'blue'],
        'src/routes/about/+page.svelte': '<p>about</p>\n',
      },
      runs: /\+page\.svelte/,
    },
    { name: 'everything undone', change: {}, runs: [] },
  ],
})

testFamilyCase({
  behaviour: 'an app of React Router is built as without the plugin',
  files: {
    ...viteConfig({
      imports: "import { reactRouter } from '@react-router/dev/vite'",
      plugins: 'reactRouter()',
      rest: "logLevel: 'warn'",
    }),
    'package.json': JSON.stringify({
      name: 'app',
      type: 'module',
      dependencies: { '@react-router/node': '*', isbot: '*', 'react-router': '*' },
    }),
    'react-router.config.ts': 'export default { ssr: false }\n',
    'app/routes.ts': `import { index } from '@react-router/dev/routes'
export default [index('./home.tsx')]
`,
    'app/root.tsx': `import { Outlet, Scripts } from 'react-router'
import './app.css'
export default function Root() {
  return <html><body><Outlet /><Scripts /></body></html>
}
`,
    'app/app.css': 'body { color: red }\n',
    'app/home.tsx': `import { title } from './title.ts'
export function clientLoader() {
  return null
}
export default function Home() {
  return <h1>{title}</h1>
}
`,
    'app/title.ts': "export const title: string = 'Start'\n",
  },
  server: null,
  output: 'build',
  cached: ['vite:css'],
  uncached: ['react-router:virtual-modules', 'react-router:route-exports'],
  states: [
    {
      name: 'edits of a module and of a stylesheet, and a route that loads nothing any more',
      change: {
        'app/title.ts': ['Start', 'End'],
        'app/app.css': ['red', 'blue'],
        'app/home.tsx': ['export function clientLoader() {\n  return null\n}\n', ''],
      },
      runs: ['vite:css transform app/app.css'],
    },
    { name: 'everything undone', change: {}, runs: [] },
  ],
})

testFamilyCase({
  behaviour: 'templates of Marko are built as without the plugin',
  files: {
    ...viteConfig({
      imports: "import marko from '@marko/vite'",
      plugins: 'marko({ linked: false })',
      rest: "build: { minify: false, rolldownOptions: { input: 'src/page.js' } }",
    }),
    'src/page.js': "import './mount.js'\nimport './plain.css'\n",
    'src/mount.js': "import Page from './page.marko'\nPage.mount({}, document.body)\n",
    'src/page.marko': `import title from "./title.js"
<let/count=0/>
<div>
  <button onClick() { count++ }>\${title} \${count}</button>
</div>
<style>
  div { color: red }
</style>
`,
    'src/title.js': "export default 'Start'\n",
    'src/plain.css': '.plain { color: red }\n',
  },
  server: null,
  cached: ['vite:css'],
  uncached: ['marko-vite:pre'],
  // What a template is called follows from how many the process has compiled before.
  states: [
    {
      name: 'edits of a template, its style and a module',
      change: {
        'src/page.marko': ['color: red', 'color: blue'],
        'src/title.js': ['Start', 'End'],
      },
      runs: /page\.marko/,
      isApart: true,
    },
    { name: 'the edits undone', change: {}, runs: [], isApart: true },
  ],
})
