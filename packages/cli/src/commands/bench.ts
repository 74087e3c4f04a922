import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { CommandDef } from 'citty'
import { BUILD_OPTIONS, type BundlerCommand, bundlerCommand } from '../bundler-command.ts'
import { JSON_OPTION } from '../cache-folder.ts'
import { invalidOption, withoutPlugin } from '../errors.ts'
import { formatDuration } from '../format-time.ts'
import { type BuildRun, runBuild } from '../run-build.ts'
import { colors, formatRows, printResult, showProgress } from '../text-output.ts'

/** Medians of one kind of build, ms. */
interface Measured {
  readonly name: 'without' | 'cold' | 'warm'
  readonly wallMilliseconds: number
  readonly cpuMilliseconds: number
  readonly runs: readonly Pick<BuildRun, 'wallMilliseconds' | 'cpuMilliseconds'>[]
}

const LABELS = { without: 'without Rekindle', cold: 'empty cache', warm: 'nothing changed' } as const

/** `rekindle bench`: what the cache gains in this project. */
export const benchCommand: CommandDef = {
  meta: {
    name: 'bench',
    description:
      'Build the project without the plugin, with an empty cache and with a full one, in turn, and compare. The cache of the project is not touched.',
  },
  args: {
    ...BUILD_OPTIONS,
    runs: { type: 'string', valueHint: 'number', default: '3', description: 'Builds of each kind.' },
    json: JSON_OPTION,
  },
  async run({ args }) {
    const count = Number(args['runs'])
    if (!(Number.isSafeInteger(count) && count > 0)) {
      throw invalidOption(
        'The option "--runs" must be a whole number above 0.',
        `It is ${String(args['runs'])}.`,
      )
    }
    const command = bundlerCommand(args)
    const measured = await measure(command, count)
    printResult(args['json'], { command: command.name, measured }, () => printText(command, count, measured))
  },
}

/** In turn, so that what else the machine does falls on all kinds alike. */
async function measure(command: BundlerCommand, count: number): Promise<readonly Measured[]> {
  const runs: Record<Measured['name'], BuildRun[]> = { without: [], cold: [], warm: [] }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rekindle-bench-'))
  try {
    for (let turn = 1; turn <= count; turn += 1) {
      const cacheDir = path.join(folder, String(turn))
      for (const name of ['without', 'cold', 'warm'] as const) {
        showProgress(`building ${LABELS[name]}, ${turn} of ${count} ...`)
        const run = await runBuild(command, name === 'without' ? { enabled: false } : { cacheDir })
        if (name !== 'without' && run.builds.length === 0) {
          throw withoutPlugin(command.name)
        }
        runs[name].push(run)
      }
    }
  } finally {
    showProgress('')
    fs.rmSync(folder, { recursive: true, force: true })
  }
  return (['without', 'cold', 'warm'] as const).map((name) => ({
    name,
    wallMilliseconds: median(runs[name].map((run) => run.wallMilliseconds)),
    cpuMilliseconds: median(runs[name].map((run) => run.cpuMilliseconds)),
    runs: runs[name].map(({ wallMilliseconds, cpuMilliseconds }) => ({
      wallMilliseconds: Math.round(wallMilliseconds),
      cpuMilliseconds: Math.round(cpuMilliseconds),
    })),
  }))
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return Math.round(sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2)
}

function printText(command: BundlerCommand, count: number, measured: readonly Measured[]): string {
  const [without] = measured
  const lines = measured.map(({ name, wallMilliseconds, cpuMilliseconds }) => [
    LABELS[name],
    formatDuration(wallMilliseconds),
    ratio(wallMilliseconds, without?.wallMilliseconds),
    formatDuration(cpuMilliseconds),
    ratio(cpuMilliseconds, without?.cpuMilliseconds),
  ])
  const heading = `${command.name}: medians of ${count} ${count === 1 ? 'build' : 'builds'} each, from the start of Node to its end`
  return `${colors.bold(heading)}\n${formatRows([['', 'wall', '', 'CPU', ''], ...lines], [1, 2, 3, 4])}`
}

function ratio(value: number, base: number | undefined): string {
  return base === undefined || base === 0 ? '' : `${(value / base).toFixed(2)} x`
}
