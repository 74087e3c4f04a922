import type { Refusal } from './known-plugin.ts'

/** By language: what reads a file without declaring it, or decides at run time what to load. */
const READERS: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  less: [
    [/@plugin\b/, 'a plugin that a Less file loads'],
    [/@import\s*\([^)]*\binline\b/, 'a file that Less includes as it is'],
    [/\b(?:data-uri|image-(?:size|width|height))\s*\(/, 'a file that a function of Less reads'],
    [/`/, 'JavaScript in a Less file'],
  ],
  styl: [
    [/\b(?:json|use|image-size|embedurl)\s*\(/, 'a file that a function of Stylus reads'],
    [
      /@(?:import|require)\b(?!\s*\(?\s*(?:"[^"\n]*"|'[^'\n]*')(?:\s*,\s*(?:"[^"\n]*"|'[^'\n]*'))*\s*\)?\s*;?\s*(?:\/[/*].*)?(?:\n|$))/,
      'an import whose name is computed',
    ],
  ],
  scss: [
    [
      /\bload[-_]css\s*\(\s*(?:\$url\s*:\s*)?(?!(?:"[^"#\\\n]*"|'[^'#\\\n]*')\s*[,)])/,
      'an import whose name is computed',
    ],
    // Plain CSS imports alone may be computed; one that a server answers matters to nobody here.
    [
      /@import\b(?!\s*(?:url\(\s*)?["']?(?:https?:)?\/\/[^\n,]*(?:\n|$))(?:[^;\n#$]|,\s*\n|#(?!\{))*?(?:#\{|\$|\burl\(\s*[^"')\s]*\()/i,
      'an import whose name is computed',
    ],
    [/\bget[-_]mixin\b|(?<!\\)@(?:include\s+)?[\w.-]*\\/, 'a mixin or a keyword that is not named as it is'],
    [/@(?:use|forward|import)\s*["'][^"'\n]*\\[\da-f]/i, 'an import whose name is written in escapes'],
  ],
}
const DIALECT_TO_LANGUAGE: Readonly<Record<string, string>> = { sass: 'scss', stylus: 'styl' }

/**
 * Why nobody can tell what was read for a stylesheet, by its source: preprocessors run in threads and processes, where
 * the tracer doesn't see, and declare some of the files that they read.
 *
 * @param language As the ending of a file names it: `less`, `sass`, `scss`, `styl`, `stylus`; others have no such reads.
 */
export function undeclaredStyleReads(language: string, source: string): Refusal {
  const readers = READERS[DIALECT_TO_LANGUAGE[language] ?? language] ?? []
  return readers.find(([pattern]) => pattern.test(source))?.[1] ?? null
}
