import path from 'node:path'
import type { Input } from '@rekindle/core'
import { cssModuleNames, isCssModule } from './css-module-names.ts'
import { type CallFacts, type CallOutcome, fileOfId, type KnownPlugin, type Refusal } from './known-plugin.ts'
import { styleLookups } from './style-lookups.ts'
import { isPreprocessor, styleLanguage, styleSources } from './style-sources.ts'
import { styleSpecifiers } from './style-specifiers.ts'

/** Any `from` but that of an animation. */
const TAKES_NAMES: RegExp = /\bfrom\b(?!\s*[{,])|:import\b/
const LOADS_ANOTHER: RegExp = /@(?:use|forward|import|require|plugin)\b/
/** Placeholders of Vite but that of an asset which has nothing but its reference. */
const HIDDEN_STATE: RegExp = /__VITE_(?!ASSET__[\w$]+?__)[A-Z_]+__/
/** How the development server tells a browser that the file behind a name has changed since. */
const STAMPED: RegExp = /[?&]t=\d{13}/
const ASSET_WITH_STATE: RegExp = /__VITE_ASSET__[\w$]+?_[0-9a-f]{24}__/

/**
 * Vite's own `vite:css`: Sass, Less, Stylus and PostCSS. Files that a preprocessor loads are declared by Vite;
 * a file that would shadow one of them is found by listing the folders.
 */
export const viteCss: KnownPlugin = {
  names: ['vite:css'],
  verdict: {
    kind: 'cached',
    policy: {
      family: 'vite:css',
      packages: 'bundler',
      isPortable: true,
      memory: 'everything',
      hasKnownUnseenReads: true,
      printsOutside: true,
      // Vite's resolved config is in the toolchain.
      optionsOf: () => null,
      configFiles: [
        ...['js', 'cjs', 'mjs', 'ts', 'cts', 'mts', 'json'].map((extension) => `postcss.config.${extension}`),
        ...['', '.json', '.yaml', '.yml', '.js', '.cjs', '.mjs', '.ts'].map(
          (extension) => `.postcssrc${extension}`,
        ),
        ...['js', 'cjs', 'mjs', 'ts'].map((extension) => `tailwind.config.${extension}`),
        '.browserslistrc',
      ],
      // `load` only answers for `?url`, from the id alone.
      ignoresCall: ({ hook }) => hook === 'load',
      knowsUnseenReads: (call, outcome) => refusalOfSources(call, outcome) === null,
      keptBeside: cssModuleNames,
      refusesOutcome: refusalOfStyle,
      unseenInputs: unseenInputsOfStyle,
    },
  },
}

/** The second half of Vite's CSS. */
export const viteCssPost: KnownPlugin = {
  names: ['vite:css-post'],
  verdict: { kind: 'uncached', why: 'keeps the styles in memory for the output' },
}

function refusalOfStyle(call: CallFacts, outcome: CallOutcome): Refusal {
  const { trace, code, watched } = outcome
  if (trace.directories.size > 0) {
    return 'a PostCSS plugin that scans folders'
  }
  if (code !== null && (HIDDEN_STATE.test(code) || ASSET_WITH_STATE.test(code))) {
    return 'a placeholder whose meaning stays in memory'
  }
  if (code !== null && STAMPED.test(code) && !STAMPED.test(call.code ?? '')) {
    return 'the time at which a file was edited'
  }
  if (isCssModule(call.id) && takesNames(call, outcome)) {
    return 'class names that another stylesheet gives'
  }
  if (leadsNowhere(code)) {
    return 'a url that leads nowhere'
  }
  const refusal = refusalOfSources(call, outcome)
  if (refusal !== null) {
    return refusal
  }
  // A file that another plugin has read before is inlined from memory, without a trace of it here.
  const inlined = countInlined(code) - countInlined(call.code)
  const read = [...trace.files].filter(([file, { isRead }]) => isRead && !watched.includes(file)).length
  return inlined > read ? 'a file inlined from memory' : null
}

/** Names in `composes: a from "./b.css"` and the like are looked up out of sight; what they lead to is read in the call. */
function takesNames(call: CallFacts, outcome: CallOutcome): boolean {
  const { trace, watched } = outcome
  const isOther = (file: string): boolean => styleLanguage(file) !== '' && !watched.includes(file)
  return (
    TAKES_NAMES.test(call.code ?? '') ||
    styleSources(call, outcome).some((source) => source.takesNames) ||
    [...trace.files].some(([file, { isRead }]) => isRead && isOther(file))
  )
}

/** What a preprocessor does out of sight. A plain stylesheet may import a file of its language as well. */
function refusalOfSources(call: CallFacts, outcome: CallOutcome): Refusal {
  if (outcome.styles.runsFunctions) {
    return 'functions of the config that run in native code'
  }
  const sources = styleSources(call, outcome)
  for (const { language, refusal } of sources) {
    const { searchesFolders, runsFunctions, prepended } = outcome.styles.preprocessors[language] ?? {}
    if (runsFunctions === true) {
      return 'a preprocessor that runs functions of the config'
    }
    if (searchesFolders === true && loadsAnother(call.code, outcome.watched)) {
      return 'a preprocessor that searches folders in an order of its own'
    }
    if (prepended === null && outcome.watched.length > 0) {
      return 'names in source that a function of the config puts before a stylesheet'
    }
    if (refusal !== null) {
      return refusal
    }
  }
  return null
}

/** Whether a name is left that leads to no file now. One that starts with a slash may be meant for the server. */
function leadsNowhere(code: string | null): boolean {
  return styleSpecifiers(code?.replace(/\/\*[\s\S]*?\*\//g, '') ?? '').urls.some((url) => !/^[/#]/.test(url))
}

function countInlined(code: string | null): number {
  return code?.split(/\bdata:[a-z]/).length ?? 1
}

function loadsAnother(code: string | null, watched: readonly string[]): boolean {
  return watched.length > 0 || (code !== null && LOADS_ANOTHER.test(code))
}

/** A stylesheet that loads others depends on what else could be found in the folders it was found in. */
function unseenInputsOfStyle(call: CallFacts, outcome: CallOutcome): readonly Input[] {
  const { watched } = outcome
  const files = [fileOfId(call.id), ...watched]
  const isPreprocessed = [call.id, ...watched].some((file) => isPreprocessor(styleLanguage(file)))
  const lists = isPreprocessed && call.code !== null && loadsAnother(call.code, watched)
  const folders = new Set(lists ? files.flatMap(foldersOfName) : [])
  return [...[...folders].map((name): Input => ({ kind: 'directory', name })), ...styleLookups(call, outcome)]
}

/** A folder's index file is loaded by the name of the folder, which a file beside the folder may take. */
function foldersOfName(file: string): readonly string[] {
  const folder = path.dirname(file)
  return /^_?index\./.test(path.basename(file)) ? [folder, path.dirname(folder)] : [folder]
}
