import path from 'node:path'
import type { Input } from '@rekindle/core'
import { type CallFacts, type CallOutcome, fileOfId, type KnownPlugin, type Refusal } from './known-plugin.ts'

const CSS_MODULE: RegExp = /\.module\.(?:css|less|sass|scss|styl|stylus|pcss|postcss|sss)(?:$|\?)/
const PREPROCESSED: RegExp = /\.(?:less|sass|scss|styl|stylus)(?:$|\?)/
const LOADS_ANOTHER: RegExp = /@(?:use|forward|import|require|plugin)\b/
/** Placeholders of Vite but that of an asset which has nothing but its reference. */
const HIDDEN_STATE: RegExp = /__VITE_(?!ASSET__[\w$]+?__)[A-Z_]+__/
const ASSET_WITH_STATE: RegExp = /__VITE_ASSET__[\w$]+?_[0-9a-f]{24}__/

/**
 * Vite's own `vite:css`: Sass, Less, Stylus and PostCSS. The class names of a CSS module stay in Vite's memory,
 * where a restore can't put them: these run every time. Files that a preprocessor loads are declared by Vite;
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
      refusesCall: ({ id }) =>
        CSS_MODULE.test(id) ? 'the class names of a CSS module stay in memory' : null,
      refusesOutcome: refusalOfStyle,
      unseenInputs: foldersOfPreprocessor,
    },
  },
}

function refusalOfStyle({ id, code: received }: CallFacts, outcome: CallOutcome): Refusal {
  const { trace, code, watched, searchFolders } = outcome
  if (trace.directories.size > 0) {
    return 'a PostCSS plugin that scans folders'
  }
  if (code !== null && (HIDDEN_STATE.test(code) || ASSET_WITH_STATE.test(code))) {
    return 'a placeholder whose meaning stays in memory'
  }
  if (searchFolders.length > 0 && PREPROCESSED.test(id) && loadsAnother(received, watched)) {
    return 'a preprocessor that searches folders in an order of its own'
  }
  // A file that another plugin has read before is inlined from memory, without a trace of it here.
  const inlined = countInlined(code) - countInlined(received)
  const read = [...trace.files].filter(([file, { isRead }]) => isRead && !watched.includes(file)).length
  return inlined > read ? 'a file inlined from memory' : null
}

function countInlined(code: string | null): number {
  return code?.split(/\bdata:[a-z]/).length ?? 1
}

function loadsAnother(code: string | null, watched: readonly string[]): boolean {
  return watched.length > 0 || (code !== null && LOADS_ANOTHER.test(code))
}

/** A stylesheet that loads others depends on what else could be found in the folders it was found in. */
function foldersOfPreprocessor({ id, code }: CallFacts, { watched }: CallOutcome): readonly Input[] {
  if (!PREPROCESSED.test(id) || code === null || !loadsAnother(code, watched)) {
    return []
  }
  const folders = new Set([fileOfId(id), ...watched].flatMap(foldersOfName))
  return [...folders].map((name) => ({ kind: 'directory', name }))
}

/** A folder's index file is loaded by the name of the folder, which a file beside the folder may take. */
function foldersOfName(file: string): readonly string[] {
  const folder = path.dirname(file)
  return /^_?index\./.test(path.basename(file)) ? [folder, path.dirname(folder)] : [folder]
}
