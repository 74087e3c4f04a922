import type { DiaryCall } from '@rekindle/core'
import type { CommandDef } from 'citty'
import { BUILD_OPTIONS, bundlerCommand } from '../bundler-command.ts'
import { cacheDirSetting } from '../cache-dir-setting.ts'
import { CACHE_DIR_OPTION, JSON_OPTION } from '../cache-folder.ts'
import { resultsDisagree, withoutPlugin } from '../errors.ts'
import { formatCount } from '../format-size.ts'
import { runBuild } from '../run-build.ts'
import { printResult, showProgress } from '../text-output.ts'

/** `rekindle verify`: build, run everything again that could be restored, and compare. */
export const verifyCommand: CommandDef = {
  meta: {
    name: 'verify',
    description:
      'Build the project without writing output, make every result again that could be restored, and compare. Exit code 1 if one differs.',
  },
  args: { ...BUILD_OPTIONS, 'cache-dir': CACHE_DIR_OPTION, json: JSON_OPTION },
  async run({ args }) {
    const command = bundlerCommand(args)
    showProgress(`building (${command.name}) ...`)
    const { builds } = await runBuild(command, { verify: true, ...cacheDirSetting(args['cache-dir']) })
    showProgress('')
    if (builds.length === 0) {
      throw withoutPlugin(command.name)
    }
    const calls = builds.flatMap((build) => build.calls)
    const audits = calls.flatMap(({ decision, ...call }) =>
      decision.kind === 'audited' ? [{ ...call, ...decision.audit }] : [],
    )
    const different = audits
      .flatMap((audit) => (audit.outcome === 'different' ? [describe(audit)] : []))
      // Calls that run at once end in any order.
      .sort((one, other) => (one.module < other.module ? -1 : 1))
    const counts = {
      compared: audits.length,
      equal: audits.filter(({ outcome }) => outcome === 'equal').length,
      void: audits.filter(({ outcome }) => outcome === 'void').length,
      ran: calls.length - audits.length,
    }
    printResult(args['json'], { command: command.name, ...counts, different }, () =>
      [
        `Of ${formatCount(counts.compared)} results that could be restored, ${formatCount(counts.equal)} were made again and are equal.`,
        ...(counts.void > 0
          ? [`For ${formatCount(counts.void)} an input changed meanwhile: run the command again.`]
          : []),
        ...(counts.compared === 0
          ? ['The cache had no answer: fill it by a build, or by rekindle warm.']
          : []),
        ...different.map(
          ({ plugin, hook, module, difference }) => `${plugin} ${hook} for ${module}: ${difference}`,
        ),
      ].join('\n'),
    )
    if (different.length > 0) {
      throw resultsDisagree(different.length)
    }
  },
}

function describe({
  plugin,
  hook,
  id,
  environment,
  difference,
}: Pick<DiaryCall, 'plugin' | 'hook' | 'id' | 'environment'> & { readonly difference: string }): {
  readonly plugin: string
  readonly hook: string
  readonly module: string
  readonly environment: string
  readonly difference: string
} {
  return { plugin, hook, module: id, environment, difference }
}
