import path from 'node:path'
import type { DiaryBuild, DiaryCall } from '@rekindle/core'
import { unknownModule } from './errors.ts'
import { fileOfModule, historyOfCalls, type KnownCall } from './known-builds.ts'
import { relativeTo } from './project-folder.ts'

/** What is known of the calls for a file, its sub-requests included. */
export interface FoundModules {
  /** As modules are named. */
  readonly file: string
  /** Absolute path of the project. */
  readonly root: string
  /** Of each call, the latest first. */
  readonly calls: ReadonlyMap<string, readonly KnownCall[]>
}

/**
 * Finds the calls for a module: a path relative to the current folder, or an id as modules are named.
 * @throws CommandError `UNKNOWN_MODULE`
 */
export function findModules(folder: string, builds: readonly DiaryBuild[], given: string): FoundModules {
  const id = given.replaceAll('\\0', '\0')
  const [latest] = builds
  const root = path.resolve(folder, latest?.root ?? '')
  const names = [relativeTo(root, path.resolve(id)), id]
  for (const name of names) {
    const isWanted = (call: DiaryCall): boolean => call.id === name || fileOfModule(call.id) === name
    const calls = historyOfCalls(
      builds.filter((build) => build.root === latest?.root),
      isWanted,
    )
    if (calls.size > 0) {
      return { file: name, root, calls }
    }
  }
  const known = new Set(builds.flatMap(({ calls }) => calls.map((call) => fileOfModule(call.id))))
  throw unknownModule(given, [...known])
}
