export interface Piece {
  text: string
  position: 'normal' | 'sub' | 'super'
}

/** Cuts a formula into pieces for display: counts are lowered, charges raised. */
export function pieces(formula: string): Piece[] {
  const out: Piece[] = []
  const [body, charge] = splitCharge(formula.trim())
  for (const match of body.matchAll(/(?<=[A-Za-z)\]])(\d+)|([^0-9]+|\d+)/g)) {
    out.push({ text: (match[1] ?? match[2]).replace(/[*.]/g, '·'), position: match[1] ? 'sub' : 'normal' })
  }
  if (charge) out.push({ text: charge.replace('-', '−'), position: 'super' })
  return out
}

function splitCharge(text: string): [body: string, charge: string] {
  const match = /\^(\d*[+-])$|([+-])$/.exec(text)
  return match ? [text.slice(0, match.index), match[1] ?? match[2]] : [text, '']
}

const lowered = '₀₁₂₃₄₅₆₇₈₉'
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'

const inPlainText: Record<Piece['position'], (text: string) => string> = {
  normal: (text) => text,
  sub: (text) => text.replace(/\d/g, (d) => lowered[Number(d)]),
  super: (text) =>
    text
      .replace(/\d/g, (d) => raised[Number(d)])
      .replace('+', '⁺')
      .replace('−', '⁻'),
}

/** The same for plain text: H2O becomes H₂O. */
export function unicodeFormula(formula: string): string {
  return pieces(formula)
    .map(({ text, position }) => inPlainText[position](text))
    .join('')
}
