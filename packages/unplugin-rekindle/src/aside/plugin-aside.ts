import fs from 'node:fs'
import path from 'node:path'
import type { Plugin, ResolvedConfig } from 'vite'
import { noteLoudStart, type QuietStart } from './start-note.ts'

/**
 * Rekindle in a build in which nothing is worth caching: it only looks whether this is the build that is expected. If it isn't, or if
 * something is called that would be cached, nothing is cached in this one, and the next one is looked at from start to end.
 */
export function pluginAside(expected: QuietStart): Plugin {
  const startedAt = performance.now()
  let builds = 0
  return {
    name: 'rekindle',
    enforce: 'pre',
    configResolved: {
      order: 'post',
      handler(config) {
        builds += 1
        if (builds === 1 && isExpected(config, expected)) {
          for (const plugin of config.plugins) {
            if (expected.awaited.includes(plugin.name)) {
              awaitCall(plugin)
            }
          }
        } else {
          noteLoudStart()
        }
      },
    },
    ...(process.env['REKINDLE_REPORT'] !== undefined && {
      closeBundle() {
        writeReport(this.environment.getTopLevelConfig().root, expected, performance.now() - startedAt)
      },
    }),
  }
}

function isExpected(config: ResolvedConfig, { files, mode, plugins }: QuietStart): boolean {
  const { configFile, command, build } = config
  return (
    command === 'build' &&
    !build.watch &&
    config.mode === mode &&
    configFile !== undefined &&
    files.some(([file]) => file === configFile) &&
    plugins.length === config.plugins.length &&
    config.plugins.every(({ name }, index) => name === plugins[index])
  )
}

/** Takes note when the plugin is called for the first time; what it does stays its own affair. */
function awaitCall(plugin: Plugin): void {
  let isCalled = false
  for (const hook of ['load', 'transform'] as const) {
    const own = Object.getOwnPropertyDescriptor(plugin, hook)
    const value: unknown = own?.value
    const handler: unknown = (value as { readonly handler?: unknown } | null | undefined)?.handler ?? value
    if (own?.configurable !== true || typeof handler !== 'function') {
      continue
    }
    const heard = function (this: object, ...args: readonly unknown[]): unknown {
      if (!isCalled) {
        isCalled = true
        noteLoudStart()
      }
      return Reflect.apply(handler, this, args)
    }
    Object.defineProperty(plugin, hook, {
      ...own,
      value: handler === value ? heard : { ...(value as object), handler: heard },
    })
  }
}

/** Who asks for reports gets one of each build. */
function writeReport(root: string, { report }: QuietStart, milliseconds: number): void {
  try {
    const told = { ...report, times: { ...report.times, build: Math.round(milliseconds) } }
    const file = path.resolve(root, process.env['REKINDLE_REPORT'] ?? '')
    fs.writeFileSync(file, `${JSON.stringify(told, null, 2)}\n`)
  } catch {
    // What people are told must not be able to fail a build.
  }
}
