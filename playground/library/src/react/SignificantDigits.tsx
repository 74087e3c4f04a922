import clsx from 'clsx'
import { significance } from '../numbers/sigfig'

export interface SignificantDigitsProps {
  value: string
}

/** A written number whose significant digits stand out. */
export function SignificantDigits({ value }: SignificantDigitsProps) {
  const { digits, marks, ambiguous } = significance(value)
  if (digits === null) return <span className="digits">not a number</span>
  return (
    <span className="digits" title={ambiguous ? 'trailing zeros may or may not count' : undefined}>
      {marks.map(({ char, significant }, i) => (
        <span key={i} className={clsx('digit', significant && 'digit-on')}>
          {char}
        </span>
      ))}
    </span>
  )
}
