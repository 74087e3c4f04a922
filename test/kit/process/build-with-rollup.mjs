import path from 'node:path'
import { rollup } from 'rollup'
import { loadConfigFile } from 'rollup/loadConfigFile'
import { observePlugins } from './observe-hooks.mjs'

/** Builds each config of the project's config file, one after the other, in this one process. */
export async function buildWithRollup(job, seen) {
  const file = path.resolve(job.config ?? 'rollup.config.mjs')
  // As in watch mode: a process that has loaded the config before loads it anew.
  const { options: configs } = await loadConfigFile(file, { silent: true }, true)
  for (const { output, plugins, ...options } of configs) {
    const flat = (await Promise.all(plugins)).flat()
    observePlugins(flat)
    const bundle = await rollup({
      ...options,
      plugins: [...flat, watchReader(seen)],
      onLog(level, log) {
        if (level === 'warn') {
          seen.warning(`log ${log.code} ${log.plugin} ${log.message}`)
        }
      },
    })
    for (const each of [output].flat()) {
      await bundle.write({ ...each, sourcemap: job.sourcemap ?? each.sourcemap })
    }
    await bundle.close()
  }
}

function watchReader(seen) {
  return {
    name: 'kit:watch-reader',
    buildEnd: {
      order: 'post',
      handler() {
        seen.watched(this.getWatchFiles())
      },
    },
  }
}
