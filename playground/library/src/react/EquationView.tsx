import { balance } from '../equation/balance'
import { type Term, termsOf } from '../equation/render'
import { Formula } from './Formula'

export interface EquationViewProps {
  children: string
}

function Side({ terms }: { terms: Term[] }) {
  return terms.map(({ count, formula }, i) => (
    <span key={formula} className="equation-term">
      {i > 0 && ' + '}
      {count > 1 && <b>{count} </b>}
      <Formula>{formula}</Formula>
    </span>
  ))
}

/** Balances an equation and shows it; an equation that cannot be balanced is shown as it is. */
export function EquationView({ children }: EquationViewProps) {
  const balanced = balance(children)
  if (!balanced.ok) return <span className="equation">{children}</span>
  const { left, right } = termsOf(balanced)
  return (
    <span className="equation">
      <Side terms={left} /> → <Side terms={right} />
    </span>
  )
}
