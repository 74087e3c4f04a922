import { FormulaError } from '@rekindle/playground-library'
import styles from './panel.module.scss'

export interface ErrorNoteProps {
  error: unknown
  source?: string
}

/** Explains what is wrong with an input and points at the place. */
export function ErrorNote({ error, source }: ErrorNoteProps) {
  const message = error instanceof Error ? error.message : String(error)
  const at = error instanceof FormulaError && source ? error.at : null
  return (
    <p className={styles.error} role="alert">
      {message}
      {at !== null && source && (
        <>
          {' '}
          in <code>{source.slice(0, at)}</code>
          <mark>{source.slice(at, at + 1) || '…'}</mark>
          <code>{source.slice(at + 1)}</code>
        </>
      )}
    </p>
  )
}
