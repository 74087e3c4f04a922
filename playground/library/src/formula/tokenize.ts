export type Token =
  | { kind: 'element'; symbol: string; at: number }
  | { kind: 'number'; value: number; at: number }
  | { kind: 'open' | 'close' | 'dot'; at: number }
  | { kind: 'charge'; value: number; at: number }

export class FormulaError extends Error {
  readonly at: number

  constructor(message: string, at: number) {
    super(message)
    this.name = 'FormulaError'
    this.at = at
  }
}

const pattern = /([A-Z][a-z]?)|(\d+)|([([])|([)\]])|([·*.])|\^?(\d*)([+-])$/y

/** Splits a formula such as `CuSO4·5H2O` or `SO4^2-` into its tokens. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  const source = text.trim()
  let at = 0
  while (at < source.length) {
    const charge = /^\^(\d*)([+-])$|^([+-])$/.exec(source.slice(at))
    if (charge) {
      const sign = (charge[2] ?? charge[3]) === '-' ? -1 : 1
      tokens.push({ kind: 'charge', value: sign * Number(charge[1] || 1), at })
      break
    }
    pattern.lastIndex = at
    const match = pattern.exec(source)
    if (!match) throw new FormulaError(`unexpected “${source[at]}”`, at)
    if (match[1]) tokens.push({ kind: 'element', symbol: match[1], at })
    else if (match[2]) tokens.push({ kind: 'number', value: Number(match[2]), at })
    else if (match[3]) tokens.push({ kind: 'open', at })
    else if (match[4]) tokens.push({ kind: 'close', at })
    else tokens.push({ kind: 'dot', at })
    at = pattern.lastIndex
  }
  return tokens
}
