import type { PluginStatistics } from 'unplugin-rekindle'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Project } from './project.ts'
import { type Miss, type ScriptOutcome, ScriptRuns } from './script-runs.ts'

/** What the last build's report says of plugins, as far as it is told. */
export type HookCounts = Readonly<Record<string, Partial<PluginStatistics>>>

/** Changes to a project, and what a build with a warm cache does after them. */
export interface CaseStep {
  /** Files by path; null deletes one. Empty for one more build of the same state. */
  readonly change: Readonly<Record<string, string | null>>
  /** Folders by the path of the link to them, in place of a link that is there. */
  readonly links?: Readonly<Record<string, string>>
  /** Environment variables of the builds of this step. */
  readonly env?: Readonly<Record<string, string>>
  readonly hooks?: HookCounts
  /** Why calls were not answered from the cache, all of them. */
  readonly misses?: readonly Miss[]
}

/** A tiny project with a script that builds it. */
export interface ScriptCase {
  /** A sentence. */
  readonly behaviour: string
  readonly files: Readonly<Record<string, string>>
  /** Folders by the path of the link to them. */
  readonly links?: Readonly<Record<string, string>>
  /** `build.mjs`: see `rollupScript` and `viteScript`. */
  readonly build: string
  /** True for a script that changes its project, so that its process remembers what isn't on disk any more. */
  readonly needsProcesses?: boolean
  /** Of the first build. */
  readonly cold?: HookCounts
  /** Of a second build without a change; there is none where this is left out. */
  readonly unchanged?: HookCounts
  readonly steps?: readonly CaseStep[]
}

/**
 * A build script with `cached(options)`, the plugin if it is on, and `go(plugins, options, folder)`. Where it matters that
 * the script reads like a config, it says `write(await rollup({ ... }))` instead.
 */
export function rollupScript(rest: string): string {
  return `import fs from 'node:fs'
import path from 'node:path'
import { rollup } from 'rollup'
import rekindle from 'unplugin-rekindle/rollup'

export const cached = (options) => 
  process.env.WITH_REKINDLE ? rekindle({ onEvent: globalThis.onEvent, ...options }) : null
export async function write(bundle, folder = '') {
  await bundle.write({ dir: 'dist/' + folder })
  await bundle.close()
}
export const go = async (plugins, options, folder) =>
  write(await rollup({ input: 'src/main.js', plugins, ...options }), folder)
${rest}`
}

/** As `rollupScript`, with `build({ ...settings(options), ... })` for a script that reads like a config; the page of the project is `index.html`. */
export function viteScript(rest: string): string {
  return `import fs from 'node:fs'
import path from 'node:path'
import { build } from 'vite'
import rekindle from 'unplugin-rekindle/vite'

export const cached = (options) => 
  process.env.WITH_REKINDLE ? rekindle({ onEvent: globalThis.onEvent, ...options }) : null
export const settings = (options, folder = '') => ({
  configFile: false,
  logLevel: 'error',
  build: { outDir: 'dist/' + folder, minify: false, ...options },
})
export const go = (plugins, { build: options, ...config } = {}, folder) =>
  build({ ...settings(options, folder), ...config, plugins })
${rest}`
}

/**
 * As `rollupScript`, for esbuild; the metafile, the warnings and the mangled names are written beside the output.
 * `go(plugins, options, folder)` puts no null into the list of plugins.
 */
export function esbuildScript(rest: string): string {
  return `import fs from 'node:fs'
import { build } from 'esbuild'
import rekindle from 'unplugin-rekindle/esbuild'

export const cached = (options) => 
  process.env.WITH_REKINDLE ? rekindle({ onEvent: globalThis.onEvent, ...options }) : null
export const go = async (plugins, options, folder = '') => {
  const { metafile, warnings, mangleCache } = await build({
    entryPoints: ['src/main.js'],
    bundle: true,
    format: 'esm',
    outdir: 'dist/' + folder,
    metafile: true,
    sourcemap: true,
    logLevel: 'silent',
    ...options,
    plugins: plugins.filter((plugin) => plugin !== null),
  })
  fs.writeFileSync('dist/' + folder + 'result.json', JSON.stringify({ metafile, warnings, mangleCache }))
}
${rest}`
}

/** The page of a project, whose script is `src/main.js`. */
export const page: Readonly<Record<string, string>> = {
  'index.html': '<script type="module" src="/src/main.js"></script>',
}

/**
 * One test per case: builds cold, once more, and after each step, each time held against a build without the plugin
 * of the same state. Each state has a process of its own, in which the build without the plugin comes last, since
 * builds of some cases change their project.
 */
export function testScriptCases(theme: string, cases: readonly ScriptCase[]): void {
  describe(theme, () => {
    for (const each of cases) {
      test(each.behaviour, () => testScriptCase(each))
    }
  })
}

async function testScriptCase({
  files,
  links = {},
  build,
  needsProcesses = false,
  cold: hooksOfCold,
  unchanged,
  steps = [],
}: ScriptCase): Promise<void> {
  const project = Project.fromFiles({
    'package.json': '{ "name": "app", "private": true, "type": "module" }',
    ...files,
    'build.mjs': build,
  })
  onTestFinished(() => project.dispose())
  applyLinks(project, links)
  const named = [files, links, ...steps.flatMap((step) => [step.change, step.links ?? {}])]
  const runs = new ScriptRuns(project, named, needsProcesses)
  const cold = await runs.run({})
  expect(Object.keys(cold.truth)).not.toEqual([])
  expectRight(cold, hooksOfCold)
  if (unchanged !== undefined) {
    expectRight(await runs.run({}), unchanged)
  }
  let before = cold.truth
  let envBefore: CaseStep['env'] = {}
  for (const { change, links: linksOfStep = {}, env = {}, hooks, misses } of steps) {
    applyChange(project, change)
    applyLinks(project, linksOfStep)
    const outcome = await runs.run(env)
    expectRight(outcome, hooks)
    if (misses !== undefined) {
      expect(outcome.misses).toEqual(misses)
    }
    if (Object.keys(change).length > 0 || JSON.stringify(env) !== JSON.stringify(envBefore)) {
      expect(outcome.truth, 'the change does not reach the output').not.toEqual(before)
    }
    before = outcome.truth
    envBefore = env
  }
}

function expectRight({ files, truth, report, misses }: ScriptOutcome, hooks: HookCounts = {}): void {
  expect(files).toEqual(truth)
  expect(report.failures).toEqual([])
  expect(report.plugins, misses.map((miss) => JSON.stringify(miss)).join('\n')).toMatchObject(hooks)
}

function applyLinks(project: Project, links: Readonly<Record<string, string>>): void {
  for (const [link, folder] of Object.entries(links)) {
    project.link(link, folder)
  }
}

function applyChange(project: Project, change: CaseStep['change']): void {
  for (const [file, text] of Object.entries(change)) {
    if (text === null) {
      project.remove(file)
    } else {
      project.write(file, text)
    }
  }
}
