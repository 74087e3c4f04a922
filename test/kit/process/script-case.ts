import fs from 'node:fs'
import type { BuildReport, PluginStatistics } from 'unplugin-rekindle'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Project } from './project.ts'
import { runNode } from './run-node.ts'

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
  /** Of a second build without a change. */
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

export const cached = (options) => (process.env.WITH_REKINDLE ? rekindle(options) : null)
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

export const cached = (options) => (process.env.WITH_REKINDLE ? rekindle(options) : null)
export const settings = (options, folder = '') => ({
  configFile: false,
  logLevel: 'error',
  build: { outDir: 'dist/' + folder, minify: false, ...options },
})
export const go = (plugins, { build: options, ...config } = {}, folder) =>
  build({ ...settings(options, folder), ...config, plugins })
${rest}`
}

/** The page of a project, whose script is `src/main.js`. */
export const page: Readonly<Record<string, string>> = {
  'index.html': '<script type="module" src="/src/main.js"></script>',
}

/**
 * One test per case: builds cold, once more, and after each step, each time held against a build without the plugin
 * of the same state. The latter comes last, since builds of some cases change their project.
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
  const truthOf = truths(project, [files, links, ...steps.flatMap((step) => [step.change, step.links ?? {}])])
  const cold = await runScript(project, true)
  const warm = await runScript(project, true)
  let truth = await truthOf({})
  expect(Object.keys(truth.files)).not.toEqual([])
  expect(cold.files).toEqual(truth.files)
  expectSame(warm, truth, unchanged)
  let envBefore: CaseStep['env'] = {}
  for (const { change, links: linksOfStep = {}, env = {}, hooks } of steps) {
    applyChange(project, change)
    applyLinks(project, linksOfStep)
    const outcome = await runScript(project, true, env)
    const before = truth
    truth = await truthOf(env)
    expectSame(outcome, truth, hooks)
    if (Object.keys(change).length > 0 || JSON.stringify(env) !== JSON.stringify(envBefore)) {
      expect(truth.files, 'the change does not reach the output').not.toEqual(before.files)
    }
    envBefore = env
  }
}

interface ScriptOutcome {
  readonly files: Readonly<Record<string, string>>
  /** Of the last build of the script; null without the plugin. */
  readonly report: BuildReport | null
}

/** Gives the outcome without the plugin, made once for each state of the files and links that the case knows. */
function truths(
  project: Project,
  named: readonly Readonly<Record<string, unknown>>[],
): (env: Readonly<Record<string, string>>) => Promise<ScriptOutcome> {
  const paths = [...new Set(named.flatMap(Object.keys))]
  const known = new Map<string, ScriptOutcome>()
  return async (env) => {
    const state = JSON.stringify([env, paths.map((path) => project.stateOf(path))])
    const truth = known.get(state) ?? (await runScript(project, false, env))
    known.set(state, truth)
    return truth
  }
}

async function runScript(
  project: Project,
  isCached: boolean,
  env: Readonly<Record<string, string>> = {},
): Promise<ScriptOutcome> {
  const reportFile = project.path('../report.json')
  fs.rmSync(project.path('dist'), { recursive: true, force: true })
  fs.rmSync(reportFile, { force: true })
  const { code, printed } = await runNode(project.root, ['build.mjs'], {
    ...env,
    ...(isCached ? { WITH_REKINDLE: 'yes', REKINDLE_REPORT: reportFile } : {}),
  })
  expect(code, printed).toBe(0)
  return {
    files: project.readFolder('dist'),
    report: isCached ? (JSON.parse(fs.readFileSync(reportFile, 'utf8')) as BuildReport) : null,
  }
}

function expectSame(outcome: ScriptOutcome, truth: ScriptOutcome, hooks: HookCounts = {}): void {
  expect(outcome.files).toEqual(truth.files)
  expect(outcome.report?.failures).toEqual([])
  expect(outcome.report?.plugins).toMatchObject(hooks)
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
