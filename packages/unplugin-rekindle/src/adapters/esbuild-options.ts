import { describeValue } from '@rekindle/core'
import type { BuildOptions } from 'esbuild'

/** `in`: may decide what an `onLoad` callback returns. A plugin that looks at another one has it in its own key. */
type Part = 'in' | 'out'

/** Exhaustive by type: an option that esbuild adds does not compile until it is classified. */
const OPTIONS: { readonly [Name in keyof Required<BuildOptions>]: Part } = {
  absPaths: 'in',
  absWorkingDir: 'out', // The root: results are relative to it.
  alias: 'in',
  allowOverwrite: 'out',
  assetNames: 'in',
  banner: 'in',
  bundle: 'in',
  charset: 'in',
  chunkNames: 'in',
  color: 'out',
  conditions: 'in',
  define: 'in',
  drop: 'in',
  dropLabels: 'in',
  entryNames: 'in',
  entryPoints: 'out',
  external: 'in',
  footer: 'in',
  format: 'in',
  globalName: 'in',
  ignoreAnnotations: 'in',
  inject: 'in',
  jsx: 'in',
  jsxDev: 'in',
  jsxFactory: 'in',
  jsxFragment: 'in',
  jsxImportSource: 'in',
  jsxSideEffects: 'in',
  keepNames: 'in',
  legalComments: 'in',
  lineLimit: 'in',
  loader: 'in',
  logLevel: 'out',
  logLimit: 'out',
  logOverride: 'out',
  logStyle: 'out',
  mainFields: 'in',
  mangleCache: 'out',
  mangleProps: 'in',
  mangleQuoted: 'in',
  metafile: 'out',
  minify: 'in',
  minifyIdentifiers: 'in',
  minifySyntax: 'in',
  minifyWhitespace: 'in',
  nodePaths: 'in',
  outExtension: 'in',
  outbase: 'in',
  outdir: 'in',
  outfile: 'in',
  packages: 'in',
  platform: 'in',
  plugins: 'out', // Each has its identity.
  preserveSymlinks: 'in',
  publicPath: 'in',
  pure: 'in',
  reserveProps: 'in',
  resolveExtensions: 'in',
  sourceRoot: 'in',
  sourcemap: 'in',
  sourcesContent: 'in',
  splitting: 'in',
  stdin: 'out',
  supported: 'in',
  target: 'in',
  treeShaking: 'in',
  tsconfig: 'in',
  tsconfigRaw: 'in',
  write: 'out',
}

/** Options that are told apart in every key by other ways. */
const TOLD_OTHERWISE: ReadonlySet<string> = new Set(['absWorkingDir', 'plugins'])

/** Whether an option is in every key, so that a plugin may look at it. */
export function isKeyed(name: string): boolean {
  return OPTIONS[name as keyof BuildOptions] !== 'out' || TOLD_OTHERWISE.has(name)
}

/** The options that decide what loads return, as canonical text; one that isn't classified counts. */
export function describeOptions(options: BuildOptions): string {
  const relevant = Object.entries(options).filter(([name]) => OPTIONS[name as keyof BuildOptions] !== 'out')
  return describeValue(Object.fromEntries(relevant))
}
