import { pieces } from '../formula/display'

export interface FormulaProps {
  children: string
}

/** A chemical formula with lowered counts and raised charges. */
export function Formula({ children }: FormulaProps) {
  const parts = pieces(children)
  return (
    <span className="formula">
      {parts.map(({ text, position }, i) => {
        if (position === 'sub') return <sub key={i}>{text}</sub>
        if (position === 'super') return <sup key={i}>{text}</sup>
        return <span key={i}>{text}</span>
      })}
    </span>
  )
}
