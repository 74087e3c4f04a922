import path from 'node:path'
import { describeValue, isPlainData } from '@rekindle/core'
import type { ResolvedConfig } from 'vite'
import type { PreprocessorFacts, StyleFacts } from '../plugins-known/style-facts.ts'

/** `loadPaths` of Sass, its likes of Less and Stylus, and what Stylus loads before everything. */
const SEARCHED = ['loadPaths', 'includePaths', 'paths', 'imports']

/** Picks what Vite's resolved config says of styles. */
export function styleFacts(config: ResolvedConfig): StyleFacts {
  const resolved = describeValue(config.css.modules)
  const options = Object.entries(config.css.preprocessorOptions ?? {}) as [string, Record<string, unknown>][]
  return {
    root: config.root,
    publicFolder: config.publicDir === '' ? null : config.publicDir,
    followsTsconfig: config.resolve.tsconfigPaths === true,
    runsFunctions: config.css.transformer === 'lightningcss' && holdsCode(config.css.lightningcss ?? {}),
    get modules() {
      return describeValue(config.css.modules) === resolved ? modulesFact(config) : 'computed'
    },
    preprocessors: Object.fromEntries(options.map(([language, each]) => [language, preprocessorFacts(each)])),
  }
}

function preprocessorFacts({ additionalData = '', ...options }: Record<string, unknown>): PreprocessorFacts {
  return {
    searchesFolders: SEARCHED.some((name) => [options[name] ?? []].flat().length > 0),
    runsFunctions: holdsCode(options),
    prepended: typeof additionalData === 'string' ? additionalData : null,
  }
}

function modulesFact({ css, root }: ResolvedConfig): StyleFacts['modules'] {
  const options = css.modules === false ? {} : (css.modules ?? {})
  // A pattern may name the folder of a file as seen from where the process works.
  const isFromWorkingFolder = options.generateScopedName !== undefined && path.resolve(root) !== process.cwd()
  return css.transformer === 'lightningcss' || holdsCode(options) || isFromWorkingFolder
    ? 'computed'
    : 'plain'
}

/** Whether options hold functions or instances of classes. */
function holdsCode(options: object): boolean {
  return Object.values(options).some((value) => value !== undefined && !isPlainData(value))
}
