import type { DiaryBuild } from './diary.ts'

/**
 * Puts together what was written down of one build at several times: at its end, and when its outputs were made. Such parts
 * name the same project, process and start.
 */
export function joinParts(builds: readonly DiaryBuild[]): readonly DiaryBuild[] {
  const joined = new Map<string, DiaryBuild>()
  for (const build of builds) {
    const name = JSON.stringify([build.root, build.processId, build.startedAt])
    const before = joined.get(name)
    joined.set(name, before === undefined ? build : joinTwo(before, build))
  }
  return [...joined.values()]
}

function joinTwo(one: DiaryBuild, other: DiaryBuild): DiaryBuild {
  const plugins = new Map([...one.plugins, ...other.plugins].map((plugin) => [plugin.plugin, plugin]))
  return {
    ...one,
    milliseconds: Math.max(one.milliseconds, other.milliseconds),
    calls: [...one.calls, ...other.calls],
    plugins: [...plugins.values()],
    restoringMilliseconds: Math.round((one.restoringMilliseconds + other.restoringMilliseconds) * 100) / 100,
  }
}
