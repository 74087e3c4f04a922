import type { CommandDef } from 'citty'
import { BUILD_OPTIONS, bundlerCommand } from '../bundler-command.ts'
import { cacheDirSetting } from '../cache-dir-setting.ts'
import { CACHE_DIR_OPTION, JSON_OPTION } from '../cache-folder.ts'
import { countCalls } from '../count-calls.ts'
import { withoutPlugin } from '../errors.ts'
import { formatCount } from '../format-size.ts'
import { formatDuration } from '../format-time.ts'
import { runBuild } from '../run-build.ts'
import { printResult, showProgress } from '../text-output.ts'

/** `rekindle warm`: fill the cache. */
export const warmCommand: CommandDef = {
  meta: { name: 'warm', description: 'Build the project without writing output, to fill the cache.' },
  args: { ...BUILD_OPTIONS, 'cache-dir': CACHE_DIR_OPTION, json: JSON_OPTION },
  async run({ args }) {
    const command = bundlerCommand(args)
    showProgress(`building (${command.name}) ...`)
    const { builds, wallMilliseconds } = await runBuild(command, cacheDirSetting(args['cache-dir']))
    showProgress('')
    if (builds.length === 0) {
      throw withoutPlugin(command.name)
    }
    const { restored, missed, audited, uncached } = countCalls(builds.flatMap(({ calls }) => calls))
    const result = {
      command: command.name,
      milliseconds: Math.round(wallMilliseconds),
      stored: missed,
      restored: restored + audited,
      uncached,
    }
    printResult(
      args['json'],
      result,
      () =>
        `Stored ${formatCount(result.stored)} results in ${formatDuration(result.milliseconds)}; ${formatCount(result.restored)} were there already, ${formatCount(uncached)} can't be cached.`,
    )
  },
}
