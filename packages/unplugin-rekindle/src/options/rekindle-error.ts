/** Codes of everything that Rekindle reports as an error or a warning; each has its section in docs/errors.md. */
export const ERROR_CODES = ['INVALID_OPTION', 'NOT_FIRST', 'PLUGIN_QUARANTINED', 'UNKNOWN_OPTION'] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

export interface ErrorFacts {
  readonly code: ErrorCode
  readonly message: string
  /** What it means for the build. */
  readonly consequence: string
  readonly hint: string
  readonly data: Readonly<Record<string, unknown>>
}

/** An error that a user can act upon. */
export class RekindleError extends Error implements ErrorFacts {
  readonly code: ErrorCode
  readonly consequence: string
  readonly hint: string
  readonly data: Readonly<Record<string, unknown>>
  /** Where the error is explained, relative to the documentation. */
  readonly docs: string

  constructor(facts: ErrorFacts) {
    super(`[rekindle] ${facts.message} ${facts.consequence} ${facts.hint}`)
    this.name = 'RekindleError'
    this.code = facts.code
    this.consequence = facts.consequence
    this.hint = facts.hint
    this.data = facts.data
    this.docs = `errors.md#${facts.code.toLowerCase().replaceAll('_', '-')}`
  }
}
