import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Project } from './project.ts'
import type { BuildJob, BuildOutcome } from './run-build.ts'
import { runNode } from './run-node.ts'

/** One build of one state. */
export interface FamilyBuild {
  readonly job: BuildJob
  /** Content of files by path; null for one that isn't there. */
  readonly files: Readonly<Record<string, string | null>>
  /** Whether it has a process of its own. */
  readonly isApart: boolean
}

const child = fileURLToPath(new URL('./family-child.mjs', import.meta.url))

/**
 * Builds states of a project, those in a row that aren't apart in one process, and reads all outputs. Every build loads
 * its config anew.
 *
 * @param place.pass Names where outputs go.
 * @param place.output Folder into which the bundler writes.
 */
export async function runFamilyBuilds(
  project: Project,
  { pass, output }: { readonly pass: string; readonly output: string },
  builds: readonly FamilyBuild[],
  env: Readonly<Record<string, string>>,
): Promise<readonly BuildOutcome[]> {
  const listFile = project.path('../builds.json')
  const outcomesFile = project.path('../outcomes.json')
  const outputOf = (index: number): string => `../output-${pass}-${index}`
  const listed = builds.map((build, index) => ({ ...build, output, movedTo: outputOf(index) }))
  const outcomes: BuildOutcome[] = []
  for (const together of processesFor(listed)) {
    fs.rmSync(outcomesFile, { force: true })
    fs.writeFileSync(listFile, JSON.stringify(together))
    const { printed } = await runNode(project.root, [child, listFile, outcomesFile], env)
    if (!fs.existsSync(outcomesFile)) {
      throw new Error(`The process of the builds '${pass}' ended without outcomes: ${printed}`)
    }
    outcomes.push(...(JSON.parse(fs.readFileSync(outcomesFile, 'utf8')) as BuildOutcome[]))
  }
  return outcomes.map((outcome, index) => ({ ...outcome, files: project.readFolder(outputOf(index)) }))
}

function processesFor<Build extends FamilyBuild>(builds: readonly Build[]): readonly (readonly Build[])[] {
  const processes: Build[][] = []
  for (const [index, build] of builds.entries()) {
    const last = processes.at(-1)
    if (last === undefined || build.isApart || builds[index - 1]?.isApart === true) {
      processes.push([build])
    } else {
      last.push(build)
    }
  }
  return processes
}
