import type { Plugin } from 'esbuild'
import { buildSubject } from './build-subject.ts'
import { IS_REPORT_WANTED, writeQuietReport } from './quiet-report.ts'
import { noteLoudStart, type QuietStart } from './start-note.ts'

/** As `viteAside`, for esbuild, where no plugin may be there that would be cached: what it registers could not be heard. */
export function esbuildAside(expected: QuietStart): Plugin {
  const startedAt = performance.now()
  let builds = 0
  return {
    name: 'rekindle',
    setup({ initialOptions, onStart, onEnd }) {
      const names = (initialOptions.plugins ?? []).map(({ name }) => name)
      const { absWorkingDir, entryPoints } = initialOptions
      if (
        buildSubject(absWorkingDir, entryPoints) !== expected.subject ||
        JSON.stringify(names) !== JSON.stringify(expected.plugins)
      ) {
        noteLoudStart('esbuild')
      }
      onStart(() => {
        builds += 1
        if (builds === 2) {
          noteLoudStart('esbuild')
        }
      })
      if (IS_REPORT_WANTED) {
        onEnd(() => {
          writeQuietReport(absWorkingDir ?? process.cwd(), expected, performance.now() - startedAt)
        })
      }
    },
  }
}
