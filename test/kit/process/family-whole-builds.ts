import { expect, onTestFinished, test } from 'vitest'
import { buildUntilRestored } from '../snapshot/whole-build-series.ts'
import { expectSameWhole } from './family.ts'
import { type FamilyBuild, runFamilyBuilds } from './family-builds.ts'
import { contentsOfStates, type FamilyState } from './family-states.ts'
import type { Project } from './project.ts'
import type { BuildJob } from './run-build.ts'

/** What of a family's case whole builds are made of. */
export interface WholeFamily {
  readonly createProject: () => Project
  readonly states: readonly FamilyState[]
  readonly variants: readonly { readonly name: string; readonly job: BuildJob }[]
  readonly env: Readonly<Record<string, string>>
  readonly output: string
}

const MINUTES = 15

/** Builds each state as a whole, each time in a process of its own, until it is restored or until it is clear that it won't be. */
export function testWholeFamily({ createProject, states, variants, env, output }: WholeFamily): void {
  for (const { name, job } of variants) {
    test(`${name}: whole builds are as without the plugin`, { timeout: MINUTES * 60_000 }, async () => {
      const project = createProject()
      onTestFinished(() => project.dispose())
      // Without Rekindle as well: libraries keep images and failures of a process by the names of files.
      const builds = contentsOfStates(project, states).map(
        (files): FamilyBuild => ({ job, files, isApart: true }),
      )
      const plain = await runFamilyBuilds(project, { pass: 'plain', output }, builds, env)
      for (const [index, truth] of plain.entries()) {
        const build = builds[index] as FamilyBuild
        await buildUntilRestored(async (time) => {
          const pass = `${index} ${time}`.replace(/ /g, '-')
          const [outcome] = await runFamilyBuilds(project, { pass, output }, [build], {
            ...env,
            WITH_REKINDLE: 'yes',
            KIT_WHOLE_BUILDS: 'yes',
          })
          if (outcome === undefined) {
            throw new Error('A build without an outcome')
          }
          expectSameWhole(outcome, truth, `of ${states[index]?.name}, ${time}`)
          return outcome.wholeBuilds
        })
      }
      expect(plain.some(({ error }) => error === null)).toBe(true)
    })
  }
}
