/**
 * Far above what people and compilers write, and far below what overflows the stack: the native parser recurses, and
 * an overflow there ends the process. It was seen from 1,000 nested functions and 3,000 `else if` on.
 */
const MAX_BRACKETS = 250
const MAX_ELSE = 1000
const MAX_QUESTIONS = 500
const MAX_RUN = 4000

const OPENING: ReadonlySet<number> = new Set(codesOf('([{'))
const CLOSING: ReadonlySet<number> = new Set(codesOf(')]}'))
const ENDING: ReadonlySet<number> = new Set(codesOf(';,"\'`\n'))
const QUESTION: number = '?'.charCodeAt(0)
const SEMICOLON: number = ';'.charCodeAt(0)

/**
 * Whether a text may be nested so deeply that it mustn't be parsed. It is read without grammar: brackets in strings count
 * too, which costs some precision, never a crash.
 */
export function isDeeplyNested(text: string): boolean {
  let depth = 0
  let questions = 0
  let runStart = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code > 125) {
      continue
    }
    if (OPENING.has(code)) {
      depth += 1
      runStart = at
    } else if (CLOSING.has(code)) {
      depth = Math.max(0, depth - 1)
      runStart = at
    } else if (ENDING.has(code)) {
      questions = code === SEMICOLON || depth === 0 ? 0 : questions
      runStart = at
    } else if (code === QUESTION) {
      questions += 1
    }
    // Operators without brackets nest too: `a => a => a`, `a = b = c`.
    if (depth > MAX_BRACKETS || questions > MAX_QUESTIONS || at - runStart > MAX_RUN) {
      return true
    }
  }
  return (text.match(/\belse\b/g)?.length ?? 0) > MAX_ELSE
}

function codesOf(signs: string): number[] {
  return [...signs].map((sign) => sign.charCodeAt(0))
}
