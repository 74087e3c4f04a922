import { existsSync } from 'node:fs'
import { type DiaryBuild, type DiaryCall, readDiary, type StoreEvent } from '@rekindle/core'
import { noBuildKnown, noCache } from './errors.ts'

/**
 * The builds that a cache knows of, the latest first; at least one.
 * @throws CommandError `NO_CACHE`, `NO_BUILD_KNOWN`
 */
export function knownBuilds(folder: string): readonly DiaryBuild[] {
  if (!existsSync(folder)) {
    throw noCache(folder, 'There is nothing to show; the next build with Rekindle starts a cache.')
  }
  const builds = readDiary(folder, tellDamage)
  if (builds.length === 0) {
    throw noBuildKnown(folder)
  }
  return builds
}

/**
 * The last build as people mean it: of several environments that the same process has built one after the other, the last build of
 * each.
 */
export function lastBuilds(builds: readonly DiaryBuild[]): readonly DiaryBuild[] {
  const [last] = builds
  const seen = new Set<string>()
  return builds.filter(({ processId, root, calls }) => {
    const environments = `${root} ${[...new Set(calls.map(({ environment }) => environment))].sort().join()}`
    const isNews = !seen.has(environments)
    seen.add(environments)
    return isNews && processId === last?.processId && root === last.root
  })
}

/** A call with the build that made it. */
export interface KnownCall {
  readonly call: DiaryCall
  readonly build: DiaryBuild
}

/** What is known of the calls for which `isWanted` holds, the latest first, by plugin, hook, environment and module. */
export function historyOfCalls(
  builds: readonly DiaryBuild[],
  isWanted: (call: DiaryCall) => boolean,
): ReadonlyMap<string, readonly KnownCall[]> {
  const history = new Map<string, KnownCall[]>()
  for (const build of builds) {
    for (const call of build.calls) {
      if (isWanted(call)) {
        const name = [build.root, call.plugin, call.hook, call.environment, call.id].join('\0')
        const known = history.get(name) ?? []
        known.push({ call, build })
        history.set(name, known)
      }
    }
  }
  return history
}

/** The file behind a module id: without the mark of virtual modules and without a query. */
export function fileOfModule(id: string): string {
  const path = id.startsWith('\0') ? id.slice(1) : id
  const query = path.indexOf('?')
  return query === -1 ? path : path.slice(0, query)
}

/** Output is for results; what is wrong with the diary goes beside it. */
function tellDamage(event: StoreEvent): void {
  if (event.kind === 'corrupt') {
    console.error(
      `[rekindle] A part of the diary is damaged, and passed over: ${event.segment}, byte ${event.offset}.`,
    )
  } else if (event.kind === 'segment-skipped') {
    console.error(`[rekindle] A part of the diary can't be read: ${event.segment} (${event.code}).`)
  }
}
