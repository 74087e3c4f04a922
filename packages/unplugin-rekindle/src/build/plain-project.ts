import type { PrintedLine } from '@rekindle/core'
import type { ProjectFacts } from './project-cache.ts'

/** Log levels at which a bundler tells more than warnings. */
const INFORMING: ReadonlySet<string> = new Set(['info', 'debug', 'verbose'])

/** What is the same in a project of every bundler that has no environments, no server, no logger and no styles of its own. */
export function plainProject(
  root: string,
  logLevel: string | undefined,
): Pick<ProjectFacts, 'root' | 'environmentOf' | 'isServing' | 'styles' | 'print' | 'logger' | 'summary'> {
  return {
    root,
    environmentOf: () => '',
    isServing: false,
    styles: {
      root,
      publicFolder: null,
      followsTsconfig: false,
      runsFunctions: false,
      modules: 'computed',
      preprocessors: {},
    },
    print: printToConsole,
    logger: null,
    summary: {
      isRead: process.stderr.isTTY === true && INFORMING.has(logLevel ?? 'info'),
      // Output of the bundler may go to the other stream.
      say: (line) => printToConsole({ channel: 'console', method: 'error', args: [line] }),
    },
  }
}

function printToConsole({ method, args }: PrintedLine): void {
  ;(console as unknown as Record<string, (...args: readonly unknown[]) => void>)[method]?.(...args)
}
