import type { Plugin, ResolvedConfig } from 'vite'
import { awaitCall } from './await-call.ts'
import { IS_REPORT_WANTED, writeQuietReport } from './quiet-report.ts'
import { noteLoudStart, type QuietStart } from './start-note.ts'

const HOOKS = ['load', 'transform'] as const

/**
 * Rekindle in a build in which nothing is worth caching: it only looks whether this is the build that is expected. If it isn't, or if
 * something is called that would be cached, nothing is cached in this one, and the next one is looked at from start to end.
 */
export function viteAside(expected: QuietStart): Plugin {
  const startedAt = performance.now()
  const noteLoud = (): void => noteLoudStart('vite')
  let builds = 0
  return {
    name: 'rekindle',
    enforce: 'pre',
    configResolved: {
      order: 'post',
      handler(config) {
        builds += 1
        if (builds === 1 && isExpected(config, expected)) {
          for (const plugin of config.plugins) {
            if (expected.awaited.includes(plugin.name)) {
              awaitCall(plugin, HOOKS, noteLoud)
            }
          }
        } else {
          noteLoud()
        }
      },
    },
    ...(IS_REPORT_WANTED && {
      closeBundle() {
        const { root } = this.environment.getTopLevelConfig()
        writeQuietReport(root, expected, performance.now() - startedAt)
      },
    }),
  }
}

function isExpected(config: ResolvedConfig, { files, subject, plugins }: QuietStart): boolean {
  const { configFile, command, build } = config
  return (
    command === 'build' &&
    !build.watch &&
    config.mode === subject &&
    configFile !== undefined &&
    files.some(([file]) => file === configFile) &&
    plugins.length === config.plugins.length &&
    config.plugins.every(({ name }, index) => name === plugins[index])
  )
}
