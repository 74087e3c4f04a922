import type { Scenario } from '../../kit/in-process/compare-builds.ts'
import type { Project } from '../../kit/in-process/project.ts'
import { type MinifierOptions, minifier } from './minifier.ts'

/** A scenario, and the plugin of its last build. */
export function minified(
  project: Project,
  options: MinifierOptions = {},
  output: Record<string, unknown> = {},
): { readonly scenario: Scenario; readonly plugin: () => ReturnType<typeof minifier> } {
  let plugin = minifier(options)
  return {
    scenario: {
      project,
      plugins: () => {
        plugin = minifier(options)
        return [plugin]
      },
      config: { output },
    },
    plugin: () => plugin,
  }
}
