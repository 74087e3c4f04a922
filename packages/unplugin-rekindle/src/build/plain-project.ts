import type { PrintedLine } from '@rekindle/core'
import type { ProjectFacts } from './project-cache.ts'

/** What is the same in a project of every bundler that has no environments, no server, no logger and no styles of its own. */
export function plainProject(
  root: string,
): Pick<ProjectFacts, 'root' | 'environmentOf' | 'isServing' | 'styles' | 'print'> {
  return {
    root,
    environmentOf: () => '',
    isServing: false,
    styles: { root, publicFolder: null, followsTsconfig: false, runsFunctions: false, preprocessors: {} },
    print: printToConsole,
  }
}

function printToConsole({ method, args }: PrintedLine): void {
  ;(console as unknown as Record<string, (...args: readonly unknown[]) => void>)[method]?.(...args)
}
