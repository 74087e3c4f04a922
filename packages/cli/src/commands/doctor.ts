import type { CommandDef } from 'citty'
import { CACHE_DIR_OPTION, JSON_OPTION, resolveCacheFolder } from '../cache-folder.ts'
import { examine, type Finding } from '../examine-cache.ts'
import { colors, printResult } from '../text-output.ts'

const MARKS = { good: colors.green('ok  '), note: colors.yellow('note'), bad: colors.red('bad ') } as const

/** `rekindle doctor`: what is wrong with a cache, or could be better. */
export const doctorCommand: CommandDef = {
  meta: {
    name: 'doctor',
    description:
      'Look at the environment, the folder, the hit rates and the plugins, and give advice. Exit code 1 if something is broken.',
  },
  args: { 'cache-dir': CACHE_DIR_OPTION, json: JSON_OPTION },
  run({ args }) {
    const folder = resolveCacheFolder(args['cache-dir'])
    const findings = examine(folder)
    printResult(args['json'], { folder, findings }, () => findings.map(printFinding).join('\n'))
    if (findings.some(({ level }) => level === 'bad')) {
      process.exitCode = 1
    }
  },
}

function printFinding({ level, what, advice }: Finding): string {
  return `${MARKS[level]}  ${what}${advice === null ? '' : `\n      ${advice}`}`
}
