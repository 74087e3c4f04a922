/** What a stylesheet says of other files, in any of the languages of styles. */
export interface StyleSpecifiers {
  /** Names of stylesheets and modules, as they are written. */
  readonly imports: readonly string[]
  /** Names of images, fonts and the like. */
  readonly urls: readonly string[]
}

const AT_IMPORT: RegExp = /@(?:import|use|forward|require|reference|plugin|config)\b|\bload-css\b/
/** The indented syntax of Sass has names without quotes. */
const UNQUOTED_IMPORTS: RegExp = /@(?:import|use|forward|require)\s+([^\n;"']+)/g
const QUOTED: RegExp = /"([^"\n]+)"|'([^'\n]+)'/g
const URL: RegExp = /\burl\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|((?:\\.|[^"')\\])+))/g
const IMPORTED_URL: RegExp = /@import\b[^;{}"']*?\burl\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|((?:\\.|[^"')\\])+))/g
const IMAGE_SET: RegExp = /\bimage-set\(((?:[\w-]+\([^)]*\)|[^)])*)/g

/** With a scheme, in memory, or computed: nothing that has a place. */
const NO_PLACE: RegExp = /^(?:[a-z][a-z0-9+.-]*:|\/\/|__VITE_)|[#@$]\{|^[$@]\w+$|\(|^[^\w\u0080-\uffff]*$/i

/** An import of SCSS from its name to what ends it, and what follows there; texts and computed parts are passed over as a whole. */
const SCSS_IMPORT: RegExp =
  /(?:@(?:import|use|forward)\b|\bload-css\b)((?:"[^"\n]*"|'[^'\n]*'|#\{[^}\n]*\}|\/\*[\s\S]*?\*\/|[^;{}"'])*)(.?)/g

/**
 * Every name in a stylesheet that may lead to another file, and more: no language is parsed, so a comment counts, and where
 * anything is imported each text in quotes does. In SCSS it is each text of the import.
 *
 * @param language As the ending of a file names it.
 */
export function styleSpecifiers(source: string, language: string = ''): StyleSpecifiers {
  const urls = inPlace([...named(source, URL), ...[...source.matchAll(IMAGE_SET)].flatMap(quotedIn)])
  if (!AT_IMPORT.test(source)) {
    return { imports: [], urls }
  }
  const unquoted = [...source.matchAll(UNQUOTED_IMPORTS)].flatMap(([, list = '']) => list.split(','))
  const words = unquoted.map((text) => text.trim()).filter((text) => /^[\w@~#./-]+$/.test(text))
  const quoting = (language === 'scss' ? scssImports(source) : null) ?? source
  const quoted = inPlace([...named(quoting, QUOTED), ...words]).filter((name) => !urls.includes(name))
  return { imports: inPlace([...quoted, ...named(source, IMPORTED_URL)]), urls }
}

/** The text of all imports; null if one ends in the middle of a text in quotes, so that nobody can tell where. */
function scssImports(source: string): string | null {
  const imports = [...source.matchAll(SCSS_IMPORT)]
  return imports.some(([, , end]) => end === '"' || end === "'")
    ? null
    : imports.map(([, text]) => text).join('\n')
}

function quotedIn([, text = '']: RegExpMatchArray): readonly string[] {
  return named(text, QUOTED)
}

function named(source: string, pattern: RegExp): readonly string[] {
  return [...source.matchAll(pattern)].map((match) => match.slice(1).find((text) => text !== undefined) ?? '')
}

/** Without repetitions, and without what follows a name: `font.woff?v=2#name`. */
function inPlace(names: readonly string[]): readonly string[] {
  const places = names.filter((name) => !NO_PLACE.test(name.trim())).map((name) => decoded(name.trim()))
  return [...new Set(places.filter((name) => name !== ''))]
}

function decoded(name: string): string {
  const path = name.startsWith('#') ? name : name.replace(/[?#].*$/, '')
  try {
    return decodeURI(path.replace(/\\(\W)/g, '$1'))
  } catch {
    return path
  }
}
