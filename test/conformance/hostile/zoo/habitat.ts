import fs from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  type Bundler,
  buildAsClean,
  buildWith,
  reasonsOf,
  type Scenario,
} from '../../../kit/in-process/compare-builds.ts'
import { createProject, type Project } from '../../../kit/in-process/project.ts'
import type { Animal, Make } from './animal.ts'

/** Each imports the next one: the order of the calls is the same in every build. */
const files = {
  'main.js': `export * from './greeting.js'\n`,
  'greeting.js': `export * from './last.js'\nexport const greeting = 'hello'\n`,
  'last.js': `export const last = 1\n`,
}

/** The project as it is made, then with an edited module, then with one module less; and how many there are. */
export const edits: readonly (readonly [edit: (project: Project) => void, modules: number])[] = [
  [() => undefined, 3],
  [
    (project) => project.write('greeting.js', `export * from './last.js'\nexport const greeting = 'bye!'\n`),
    3,
  ],
  [
    (project) => {
      project.write('main.js', `export * from './last.js'\nexport const main = 1\n`)
      project.remove('greeting.js')
    },
    2,
  ],
]

/** A project whose plugins may spoil the process. */
export function createHabitat(): Project {
  const project = createProject(files)
  const { exitCode } = process
  const { readFileSync } = fs
  onTestFinished(() => {
    process.exitCode = exitCode
    fs.readFileSync = readFileSync
    fs.rmSync(`${project.root}-state.txt`, { force: true })
  })
  return project
}

export function scenarioOf(project: Project, make: Make, isOptedIn: boolean): Scenario {
  return {
    project,
    plugins: (calls) => make(calls, project.root),
    rekindle: isOptedIn ? { plugins: { hostile: true } } : {},
  }
}

/** Modules of the project for which hooks were called. */
function modulesOf(project: Project, calls: readonly string[]): number {
  return new Set(calls.filter((id) => id.startsWith(project.root))).size
}

/**
 * Cold and warm: the calls of a plugin that is not opted in are those of a clean build, and so is what is made of them, as far
 * as two clean builds are alike.
 */
export async function expectLeftAlone(
  bundler: Bundler,
  { make, isRepeatable }: Pick<Animal, 'make' | 'isRepeatable'>,
): Promise<void> {
  const project = createHabitat()
  const scenario = scenarioOf(project, make, false)
  const cold =
    isRepeatable === false ? await buildWith(bundler, scenario) : await buildAsClean(bundler, scenario)
  const warm = await buildWith(bundler, scenario)
  expect(modulesOf(project, cold.calls)).toBe(3)
  expect([...warm.calls].sort()).toEqual([...cold.calls].sort())
  if (isRepeatable !== false) {
    expect(warm.outcome).toEqual(cold.outcome)
  }
}

/** Over some edits: no wrong output, and each call restored or refused for the reason that the animal gives. */
async function expectNeverWrong(bundler: Bundler, animal: Animal, steps: typeof edits): Promise<void> {
  const project = createHabitat()
  const scenario = scenarioOf(project, animal.make, true)
  for (const [index, [edit, modules]] of steps.entries()) {
    edit(project)
    const cold =
      animal.isRepeatable === false
        ? await buildWith(bundler, scenario)
        : await buildAsClean(bundler, scenario)
    const warm = await buildWith(bundler, scenario)
    if (animal.isRepeatable !== false) {
      expect(warm.outcome, `step ${index}`).toEqual(cold.outcome)
    }
    if (animal.optedIn === 'restored') {
      expect(warm.calls, `step ${index}`).toEqual([])
    } else {
      expect(modulesOf(project, warm.calls), `step ${index}`).toBe(modules)
      expect(reasonsOf(warm.events), `step ${index}`).toContain(animal.optedIn.reason)
    }
  }
}

/** Tests with each animal that can live on the bundler. */
export function testZoo(bundler: Bundler, zoo: readonly Animal[], steps: typeof edits): void {
  const cases = zoo
    .filter(({ only }) => only === undefined || only === bundler.name)
    .map((animal) => [animal.behaviour, animal] as const)
  describe(`on ${bundler.name}`, () => {
    it.each(cases)(
      'a plugin that %s runs for each module unless it is opted in',
      async (_behaviour, animal) => {
        await expectLeftAlone(bundler, animal)
      },
    )

    it.each(cases)(
      'a plugin that %s is never restored wrongly once it is opted in',
      async (_behaviour, animal) => {
        await expectNeverWrong(bundler, animal, steps)
      },
    )
  })
}
