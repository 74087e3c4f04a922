import type { Plugin } from 'rollup'
import { flattenPlugins } from '../intercept/flatten-plugins.ts'
import { awaitCall } from './await-call.ts'
import { buildSubject } from './build-subject.ts'
import { IS_REPORT_WANTED, writeQuietReport } from './quiet-report.ts'
import { type Bundler, noteLoudStart, type QuietStart } from './start-note.ts'

const HOOKS = ['resolveId', 'load', 'transform', 'renderChunk'] as const

/** As `viteAside`, for bundlers that build as Rollup does. */
export function rollupStyleAside(bundler: Bundler, expected: QuietStart): Plugin {
  const startedAt = performance.now()
  const noteLoud = (): void => noteLoudStart(bundler)
  let builds = 0
  return {
    name: 'rekindle',
    options: {
      order: 'post',
      async handler(inputOptions) {
        builds += 1
        const plugins = (await flattenPlugins(inputOptions.plugins)) as readonly Plugin[]
        const { cwd, input } = inputOptions as { readonly cwd?: string; readonly input?: unknown }
        const isExpected =
          buildSubject(cwd, input) === expected.subject &&
          JSON.stringify(plugins.map(({ name }) => name)) === JSON.stringify(expected.plugins)
        if (builds === 1 && !this.meta.watchMode && isExpected) {
          for (const plugin of plugins) {
            if (expected.awaited.includes(plugin.name)) {
              awaitCall(plugin, HOOKS, noteLoud)
            }
          }
        } else {
          noteLoud()
        }
        return null
      },
    },
    ...(IS_REPORT_WANTED && {
      closeBundle() {
        writeQuietReport(process.cwd(), expected, performance.now() - startedAt)
      },
    }),
  }
}
