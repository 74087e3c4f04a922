import { expect, it } from 'vitest'
import { buildAsClean, rolldownBundler, rollupBundler } from '../../kit/in-process/compare-builds.ts'
import { createProject } from '../../kit/in-process/project.ts'

it.each([rollupBundler, rolldownBundler])(
  'a build that is recorded on $name calls plugins without a name by the place that they have in the config',
  async (bundler) => {
    const warning = (text: string) => ({
      transform(this: { warn(log: string): void }) {
        this.warn(text)
        return null
      },
    })
    const { outcome } = await buildAsClean(bundler, {
      project: createProject({ 'main.js': 'export const main = 1\n' }),
      plugins: () => [warning('one'), { name: 'named' }, warning('two')],
      rekindle: { snapshot: true },
    })
    expect(JSON.stringify(outcome.logs)).toContain('at position 3')
  },
)
