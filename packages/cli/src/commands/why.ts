import { openStore, ProjectRoot, StoredInputs } from '@rekindle/core'
import type { CommandDef } from 'citty'
import { buildsAside, describeBuildsAside } from '../builds-aside.ts'
import { CACHE_DIR_OPTION, JSON_OPTION, resolveCacheFolder } from '../cache-folder.ts'
import { type ExplainedCall, type ExplainedInput, explainCall } from '../explain-call.ts'
import { findModules } from '../find-modules.ts'
import { formatDuration, formatMoment } from '../format-time.ts'
import { knownBuilds } from '../known-builds.ts'
import { colors, printResult } from '../text-output.ts'
import { describeWholeBuild, lastWholeBuild } from '../whole-build.ts'

/** Of inputs that are as recorded at most so many are shown to people. */
const SHOWN = 12

/** `rekindle why`: why calls for a file ran or were restored, and what their results depend on. */
export const whyCommand: CommandDef = {
  meta: {
    name: 'why',
    description: 'Say why each plugin ran for a file or was restored, and what the results depend on.',
  },
  args: {
    file: {
      type: 'positional',
      description: 'File or module id, relative to the current folder or to the root of the project.',
    },
    'cache-dir': CACHE_DIR_OPTION,
    json: JSON_OPTION,
  },
  run({ args }) {
    const folder = resolveCacheFolder(args['cache-dir'])
    const builds = knownBuilds(folder)
    const aside = buildsAside(folder)
    if (aside !== null && builds[0]?.calls.length === 0) {
      printResult(args['json'], { folder, aside, calls: [] }, () => describeBuildsAside(aside))
      return
    }
    const { file, root, calls } = findModules(folder, builds, String(args['file']))
    const store = openStore({ directory: folder, isReadOnly: true })
    try {
      const inputs = new StoredInputs(store, new ProjectRoot(root))
      const explained = [...calls.values()].map((history) => explainCall(history, inputs))
      const wholeBuild = lastWholeBuild(folder, builds)
      printResult(args['json'], { folder, root, file, wholeBuild, calls: explained }, () =>
        [...(wholeBuild === null ? [] : [describeWholeBuild(wholeBuild)]), ...explained.map(printCall)].join(
          '\n\n',
        ),
      )
    } finally {
      store.close()
    }
  },
}

function printCall(call: ExplainedCall): string {
  const { plugin, hook, environment, id, why, lastRun, inputs } = call
  const where = environment === '' ? '' : ` in ${environment}`
  const lines = [
    colors.bold(`${id.replaceAll('\0', '\\0')}: ${plugin} ${hook}${where}`),
    `  ${why}${timeOf(call)}`,
  ]
  if (call.changedParts.length > 0) {
    lines.push(`  parts of the key that differ from the one before: ${call.changedParts.join(', ')}`)
  }
  if (lastRun !== null) {
    lines.push(`  it ran last ${formatMoment(Date.parse(lastRun.startedAt))}: ${lastRun.why}`)
  }
  if (inputs === null) {
    lines.push('  nothing is stored of it')
    return lines.join('\n')
  }
  const others = inputs.filter(({ status }) => status === 'differs')
  for (const { name, kind, through, present } of others) {
    const by = through === null ? '' : `, read through ${through}`
    const now = present === 'absent' ? 'is gone' : 'is another now'
    lines.push(colors.yellow(`  ${kind} ${name} ${now}${by}: the next build runs it`))
  }
  const own = inputs.filter(({ status, isShared }) => status !== 'differs' && !isShared)
  if (own.length > 0) {
    lines.push(`  inputs, as they were recorded: ${own.length}`)
    lines.push(...own.slice(0, SHOWN).map(printInput))
    if (own.length > SHOWN) {
      lines.push(`    and ${own.length - SHOWN} more (--json lists all of them)`)
    }
  }
  const shared = inputs.filter(({ status, isShared }) => status !== 'differs' && isShared)
  if (shared.length > 0) {
    lines.push(
      `  inputs that it shares, since the plugin remembers what it reads: ${shared.length} (--json lists them)`,
    )
  }
  return lines.join('\n')
}

function printInput({ kind, name, recorded, status }: ExplainedInput): string {
  const isFingerprint = /^[0-9a-f]{32}$/.test(recorded)
  const state = isFingerprint ? recorded.slice(0, 8) : recorded
  return `    ${kind} ${name} ${colors.dim(status === 'unknown' ? 'only a build can tell' : state)}`
}

function timeOf({ tookMilliseconds, savedMilliseconds }: ExplainedCall): string {
  if (savedMilliseconds !== null) {
    return `, which saved ${formatDuration(savedMilliseconds)}`
  }
  return tookMilliseconds === null ? '' : `; it took ${formatDuration(tookMilliseconds)}`
}
