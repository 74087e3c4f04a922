import { svelte } from '@sveltejs/vite-plugin-svelte'
import { expect, it } from 'vitest'
import { runsOfHooks } from '../../kit/dev/runs-of-hooks.ts'
import { serveBoth } from '../../kit/dev/serve-both.ts'

const app = {
  packages: ['svelte'],
  plugins: () => [svelte({ configFile: false })],
  files: {
    'main.js': `import App from './App.svelte'\nconsole.log(App)\n`,
    'App.svelte': '<p>Hello</p>\n\n<style>\n  p { color: red }\n</style>\n',
  },
}

it('components of Svelte come from the cache after a restart, and pages hear of their edits', async () => {
  const { clean, cached } = await serveBoth(app, async (server, project) => ({
    runs: runsOfHooks(server.events),
    bypassed: server.events.filter(({ kind }) => kind === 'bypassed'),
    touched: await server.edit(['App.svelte'], () =>
      project.write('App.svelte', `${app.files['App.svelte']}\n`),
    ),
    edited: await server.edit(['App.svelte'], () =>
      project.write('App.svelte', app.files['App.svelte'].replace('Hello', 'Good day')),
    ),
  }))
  expect(clean).toEqual({ runs: [], bypassed: [], touched: [], edited: ['js-update /App.svelte'] })
  expect(cached).toEqual(clean)
})
