import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { observePlugins } from './observe-hooks.mjs'

/** Builds each config of the project's config file, one after the other, in this one process. */
export async function buildWithRolldown(job, seen) {
  const file = path.resolve(job.config ?? 'rolldown.config.mjs')
  const { default: configs } = await import(pathToFileURL(file).href)
  for (const { output, plugins, ...options } of [configs].flat()) {
    const flat = (await Promise.all([plugins].flat())).flat()
    observePlugins(flat)
    const bundle = await rolldown({
      ...options,
      plugins: flat,
      onLog(level, log) {
        if (level === 'warn') {
          seen.warning(`log ${log.code} ${log.plugin} ${log.message}`)
        }
      },
    })
    for (const each of [output].flat()) {
      await bundle.write({ ...each, sourcemap: job.sourcemap ?? each.sourcemap })
    }
    seen.watched(await bundle.watchFiles)
    await bundle.close()
  }
}
