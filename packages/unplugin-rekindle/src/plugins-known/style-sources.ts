import fs from 'node:fs'
import { statPath } from '@rekindle/core'
import { type CallFacts, type CallOutcome, fileOfId, type Refusal } from './known-plugin.ts'
import { type StyleSpecifiers, styleSpecifiers } from './style-specifiers.ts'
import { undeclaredStyleReads } from './undeclared-style-reads.ts'

/** One of the sources that a result was made from. */
export interface StyleSource extends StyleSpecifiers {
  readonly file: string
  /** As the ending of a file names it; a part of a component has one of its own. */
  readonly language: string
  /** Whether it says that class names or values come from another file; a loop (`from 1`) and a comment hardly do. */
  readonly takesNames: boolean
  /** Why nobody can tell what it reads. */
  readonly refusal: Refusal
}

const STYLE: RegExp = /\.(css|less|sass|scss|styl|stylus|pcss|postcss|sss)$/
const LANGUAGE: RegExp = /\.(css|less|sass|scss|styl|stylus|pcss|postcss|sss)(?:$|\?)/

const TAKES_NAMES: RegExp = /\bfrom\s*(?:["'$\\]|#\{|\/\*)|@value\b[^;{}]*\bfrom\b|:import\b/

const PREPROCESSOR: RegExp = /^(?:less|sass|scss|styl|stylus)$/

/** What was found in a file, under the stat with which it was read. */
const fileToKnown: Map<string, { readonly stamp: string; readonly source: StyleSource }> = new Map()

/** Ending of the file that an id names, or of the one that a part of a component would be. */
export function styleLanguage(id: string): string {
  return LANGUAGE.exec(id)?.[1] ?? ''
}

export function isPreprocessor(language: string): boolean {
  return PREPROCESSOR.test(language)
}

/** By outcome of a call: several questions are asked of one. */
const outcomeToSources: WeakMap<CallOutcome, readonly StyleSource[]> = new WeakMap()

/** What the call received, the stylesheets that it declared, and what the config puts before them. */
export function styleSources(call: CallFacts, outcome: CallOutcome): readonly StyleSource[] {
  let sources = outcomeToSources.get(outcome)
  if (sources === undefined) {
    sources = readSources(call, outcome)
    outcomeToSources.set(outcome, sources)
  }
  return sources
}

function readSources({ id, code }: CallFacts, { watched, styles }: CallOutcome): readonly StyleSource[] {
  const file = fileOfId(id)
  const language = styleLanguage(id)
  const declared = watched.filter((each) => STYLE.test(each))
  // Preprocessors are handed the stylesheet itself, or those that a plain one imports.
  const handed = isPreprocessor(language) ? [[file, language] as const] : declared.map(withLanguage)
  const prepended = handed.map(([each, its]) =>
    sourceOf(each, its, styles.preprocessors[its]?.prepended ?? ''),
  )
  return [sourceOf(file, language, code ?? ''), ...declared.map(readSource), ...prepended]
}

function withLanguage(file: string): readonly [string, string] {
  return [file, styleLanguage(file)]
}

function readSource(file: string): StyleSource {
  const found = statPath(file)
  const stamp = JSON.stringify(found)
  const known = fileToKnown.get(file)
  if (known?.stamp === stamp) {
    return known.source
  }
  const source = sourceOf(
    file,
    styleLanguage(file),
    found.kind === 'file' ? fs.readFileSync(file, 'utf8') : '',
  )
  fileToKnown.set(file, { stamp, source })
  return source
}

function sourceOf(file: string, language: string, text: string): StyleSource {
  return {
    file,
    language,
    takesNames: TAKES_NAMES.test(text),
    refusal: undeclaredStyleReads(language, text),
    ...styleSpecifiers(text, language),
  }
}
