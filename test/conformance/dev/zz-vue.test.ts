import { it } from 'vitest'
import { setTimeout as delay } from 'node:timers/promises'
import { startDevServer } from '../../kit/dev/dev-server.ts'
import { loadPage } from '../../kit/dev/load-page.ts'
import { createApp, plugins } from './served-app.ts'
it('x', async () => {
  const project = createApp()
  const start = async () => { const s = await startDevServer(project, { plugins: plugins(), rekindle: { verify: false } }); await loadPage(s); return s }
  await delay(50)
  await (await start()).close()
  const s = await start() as any
  const ev = () => s.events.splice(0).filter((e: any) => e.id?.includes('App.vue') && e.plugin === 'vite:vue').map((e: any) => `${e.kind} ${e.hook} ${e.id} ${e.reason ? JSON.stringify(e.reason) : ''}`)
  ev()
  const step = async (file: string, from: string, to: string) => {
    const m = await s.edit([file], () => project.write(file, project.read(file).replace(from, to)))
    await loadPage(s)
    console.log(file, to, JSON.stringify(m), JSON.stringify(ev(), null, 1))
  }
  await step('App.vue', 'defineProps<Props>()', 'defineProps<Props>()\nconst mark = 1')
  await step('App.vue', 'color: tokens', 'background: tokens')
  await step('App.vue', 'background: tokens', 'color: tokens')
  await step('props.ts', 'title: string', 'title: string; note?: number')
})
