import clsx from 'clsx'
import { boxes } from '../electrons/shells'
import { type Filled, label } from '../electrons/subshells'

const arrows = { empty: '', up: '↑', pair: '↑↓' }

export interface OrbitalBoxesProps {
  subshell: Filled
  highlight?: boolean
}

/** One subshell as a row of boxes with spin arrows. */
export function OrbitalBoxes({ subshell, highlight = false }: OrbitalBoxesProps) {
  const spins = boxes(subshell)
  return (
    <span className={clsx('orbital', highlight && 'orbital-highlight')}>
      <span className="orbital-label">{label(subshell)}</span>
      {spins.map((spin, i) => (
        <span key={i} className={clsx('orbital-box', `orbital-${spin}`)}>
          {arrows[spin]}
        </span>
      ))}
    </span>
  )
}
