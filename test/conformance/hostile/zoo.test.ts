import fs from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  type Bundler,
  buildAsClean,
  buildWith,
  bundlers,
  reasonsOf,
  type Scenario,
} from '../../kit/in-process/compare-builds.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'
import { type Animal, zoo } from './zoo.ts'

/** Each imports the next one: the order of the calls is the same in every build. */
const files = {
  'main.js': `export * from './greeting.js'\n`,
  'greeting.js': `export * from './last.js'\nexport const greeting = 'hello'\n`,
  'last.js': `export const last = 1\n`,
}

/** The project as it is made, then with an edited module, then with one module less. */
const edits: readonly ((project: Project) => void)[] = [
  () => undefined,
  (project) => project.write('greeting.js', `export * from './last.js'\nexport const greeting = 'bye!'\n`),
  (project) => {
    project.write('main.js', `export * from './last.js'\nexport const main = 1\n`)
    project.remove('greeting.js')
  },
]

function createHabitat(): Project {
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

function scenarioOf(project: Project, { make }: Animal, isOptedIn: boolean): Scenario {
  return {
    project,
    plugins: (calls) => make(calls, project.root),
    rekindle: isOptedIn ? { plugins: { hostile: true } } : {},
  }
}

/** A build that equals one without Rekindle; of animals that never do the same, the modules whose hooks ran. */
async function build(
  bundler: Bundler,
  animal: Animal,
  scenario: Scenario,
): Promise<Awaited<ReturnType<typeof buildWith>>> {
  return animal.isRepeatable === false ? buildWith(bundler, scenario) : buildAsClean(bundler, scenario)
}

describe.each(bundlers)('on $name', (bundler) => {
  it.each(zoo.map((animal) => [animal.behaviour, animal] as const))(
    'a plugin that %s runs for each module unless it is opted in',
    async (_behaviour, animal) => {
      const project = createHabitat()
      const scenario = scenarioOf(project, animal, false)
      const cold = await build(bundler, animal, scenario)
      const warm = await build(bundler, animal, scenario)
      expect(new Set(cold.calls.filter((id) => id.startsWith(project.root))).size).toBe(3)
      expect([...warm.calls].sort()).toEqual([...cold.calls].sort())
      expect(warm.outcome.files === cold.outcome.files || animal.isRepeatable === false).toBe(
        animal.isRepeatable === false,
      )
    },
  )

  it.each(zoo.map((animal) => [animal.behaviour, animal] as const))(
    'a plugin that %s is never restored wrongly once it is opted in',
    async (_behaviour, animal) => {
      const project = createHabitat()
      const scenario = scenarioOf(project, animal, true)
      const outcomes = new Set<string>()
      for (const [index, edit] of edits.entries()) {
        edit(project)
        const cold = await build(bundler, animal, scenario)
        const warm = await build(bundler, animal, scenario)
        outcomes.add(JSON.stringify(cold.outcome.files)).add(JSON.stringify(warm.outcome.files))
        const own = warm.calls.filter((id) => id.startsWith(project.root))
        if (animal.optedIn === 'restored') {
          expect(warm.calls, `step ${index}`).toEqual([])
        } else {
          expect(new Set(own).size, `step ${index}`).toBe(index === 2 ? 2 : 3)
          expect(reasonsOf(warm.events), `step ${index}`).toContain(animal.optedIn.reason)
        }
      }
      // What never is the same must not be given out twice.
      expect(outcomes.size).toBe(animal.isRepeatable === false ? 6 : 3)
    },
  )
})
