/** What a stylesheet says of other files, in any of the languages of styles. */
export interface StyleSpecifiers {
  /** Names of stylesheets and modules, as they are written. */
  readonly imports: readonly string[]
  /** Names of images, fonts and the like. */
  readonly urls: readonly string[]
}

const AT_IMPORT: RegExp = /@(?:import|use|forward|require|reference|plugin|config)\b|\bload[-_]css\b/i
/** The indented syntax of Sass has names without quotes. */
const UNQUOTED_IMPORTS: RegExp = /@(?:import|use|forward|require)\s+([^\n;"']+)/g
const QUOTED: RegExp = /"((?:\\.|[^"\\\n])+)"|'((?:\\.|[^'\\\n])+)'/g
const URL: RegExp = /\burl\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|((?:\\.|[^"')\\])+))/g
const IMPORTED_URL: RegExp = /@import\b[^;{}"']*?\burl\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|((?:\\.|[^"')\\])+))/gi
const IMAGE_SET: RegExp = /\bimage-set\(((?:[\w-]+\([^)]*\)|[^)])*)/g
const COMMENT: RegExp = /\/\*[\s\S]*?\*\//g

/** With a scheme, in memory, or computed: nothing that has a place. */
const NO_PLACE: RegExp = /^(?:[a-z][a-z0-9+.-]*:|\/\/|__VITE_)|[#@$]\{|^[$@]\w+$|\(|^[^\w\u0080-\uffff]*$/i

/** Where SCSS may say an import, and a keyword that is spelled with escapes. */
const SCSS_KEYWORD: RegExp = new RegExp(`${AT_IMPORT.source}|(?<!\\\\)@(?:include\\s+)?[\\w.-]*\\\\`, 'gi')
/** An import of SCSS of which all names are in sight: with nothing but texts, which no escape and no computed part makes others. */
const SCSS_IMPORT: RegExp =
  /@(?:use|forward)\s*("[^"\\\n#]+"|'[^'\\\n#]+')|@import\s*((?:(?:"[^"\\\n#]+"|'[^'\\\n#]+')\s*,\s*)*(?:"[^"\\\n#]+"|'[^'\\\n#]+'))\s*(?:[;}]|$)|load-css\s*\(\s*("[^"\\\n#]+"|'[^'\\\n#]+')\s*[,)]/y

/**
 * Every name in a stylesheet that may lead to another file, and more: no language is parsed, so a comment counts, and where
 * anything is imported each text in quotes does. In SCSS only names of imports do, if each import there is a plain one.
 *
 * @param language As the ending of a file names it.
 */
export function styleSpecifiers(source: string, language: string = ''): StyleSpecifiers {
  const urls = urlsIn(source)
  const scssNames = language === 'scss' ? scssImports(source) : null
  if (language === 'scss' ? scssNames?.length === 0 : !AT_IMPORT.test(source)) {
    return { imports: [], urls }
  }
  const unquoted = [...source.matchAll(UNQUOTED_IMPORTS)].flatMap(([, list = '']) => list.split(','))
  const words = unquoted.map((text) => text.trim()).filter((text) => /^[\w@~#./-]+$/.test(text))
  const texts = scssNames ?? [...named(source, QUOTED), ...named(source.replace(COMMENT, ''), QUOTED)]
  const quoted = inPlace([...texts, ...words]).filter((name) => scssNames !== null || !urls.includes(name))
  return { imports: inPlace([...quoted, ...named(source, IMPORTED_URL)]), urls }
}

/** Most sources have none, which a search for a text finds out sooner. */
function urlsIn(source: string): readonly string[] {
  const urls = source.includes('url(') ? named(source, URL) : []
  const ofSets = source.includes('image-set(') ? [...source.matchAll(IMAGE_SET)].flatMap(quotedIn) : []
  return urls.length + ofSets.length === 0 ? [] : inPlace([...urls, ...ofSets])
}

/** Names of all imports; null if one of them is not plain: then nobody can tell where it ends. */
function scssImports(source: string): readonly string[] | null {
  const names: string[] = []
  for (const { index } of source.matchAll(SCSS_KEYWORD)) {
    SCSS_IMPORT.lastIndex = index
    const found = SCSS_IMPORT.exec(source)
    if (found === null) {
      return null
    }
    names.push(...named(found.slice(1).join(''), QUOTED))
  }
  return names
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
