import type { DiaryCall } from '@rekindle/core'
import type { CommandDef } from 'citty'
import { CACHE_DIR_OPTION, JSON_OPTION, resolveCacheFolder } from '../cache-folder.ts'
import { countCalls, groupCalls } from '../count-calls.ts'
import { describeDecision } from '../describe-decision.ts'
import { findModules } from '../find-modules.ts'
import { formatCount } from '../format-size.ts'
import { formatDuration } from '../format-time.ts'
import { fileOfModule, knownBuilds, lastBuilds } from '../known-builds.ts'
import { colors, formatRows, printResult } from '../text-output.ts'

/** Of modules at most so many are shown to people. */
const SHOWN = 40

/** `rekindle show`: the modules of the last build, or the calls for one. */
export const showCommand: CommandDef = {
  meta: {
    name: 'show',
    description: 'List the modules of the last build, or what each plugin did for one of them.',
  },
  args: {
    module: {
      type: 'positional',
      required: false,
      description: 'File or module id, relative to the current folder or to the root of the project.',
    },
    'cache-dir': CACHE_DIR_OPTION,
    json: JSON_OPTION,
  },
  run({ args }) {
    const folder = resolveCacheFolder(args['cache-dir'])
    const builds = lastBuilds(knownBuilds(folder))
    if (typeof args['module'] === 'string') {
      const { calls } = findModules(folder, builds, args['module'])
      const shown = [...calls.values()].flatMap(([latest]) => (latest === undefined ? [] : [latest.call]))
      printResult(args['json'], { folder, calls: shown.map(describeCall) }, () => printCalls(shown))
    } else {
      const modules = describeModules(builds.flatMap(({ calls }) => calls))
      printResult(args['json'], { folder, modules }, () => printModules(modules))
    }
  },
}

interface ModuleLine {
  readonly module: string
  readonly restored: number
  readonly ran: number
  readonly ranMilliseconds: number
  readonly savedMilliseconds: number
}

/** Those that took most time first. */
function describeModules(calls: readonly DiaryCall[]): readonly ModuleLine[] {
  return [...groupCalls(calls, ({ id }) => fileOfModule(id))]
    .map(([module, ofModule]) => {
      const { restored, missed, audited, uncached, ...times } = countCalls(ofModule)
      return { module, restored, ran: missed + audited + uncached, ...times }
    })
    .sort(
      (one, other) =>
        other.ranMilliseconds - one.ranMilliseconds || other.savedMilliseconds - one.savedMilliseconds,
    )
}

function describeCall({ plugin, hook, environment, id, decision, milliseconds }: DiaryCall): object {
  return { plugin, hook, environment, id, milliseconds, decision, why: describeDecision(decision) }
}

function printModules(modules: readonly ModuleLine[]): string {
  const lines = modules
    .slice(0, SHOWN)
    .map(({ module, restored, ran, ranMilliseconds, savedMilliseconds }) => [
      printable(module),
      formatCount(restored),
      formatCount(ran),
      formatDuration(ranMilliseconds),
      formatDuration(savedMilliseconds),
    ])
  const table = formatRows([['Module', 'restored', 'ran', 'took', 'saved'], ...lines], [1, 2, 3, 4])
  const rest = modules.length - lines.length
  return rest > 0 ? `${table}\nand ${formatCount(rest)} more (--json lists all of them)` : table
}

function printCalls(calls: readonly DiaryCall[]): string {
  return calls
    .map(({ plugin, hook, environment, id, decision, milliseconds }) => {
      const time = milliseconds === null ? '' : ` (${formatDuration(milliseconds)})`
      const where = environment === '' ? '' : ` [${environment}]`
      return `${colors.bold(printable(id))}${where}\n  ${plugin} ${hook}: ${describeDecision(decision)}${time}`
    })
    .join('\n')
}

/** Names of virtual modules begin with a character that terminals don't show. */
function printable(id: string): string {
  return id.replaceAll('\0', '\\0')
}
