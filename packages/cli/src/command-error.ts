/** Codes of everything that the command line reports as an error; each has its section in docs/errors.md. */
export const COMMAND_ERROR_CODES = [
  'BUILD_FAILED',
  'CACHE_NOT_PRUNED',
  'CACHE_NOT_REMOVED',
  'HIT_RATE_TOO_LOW',
  'INVALID_OPTION',
  'MISSING_ARGUMENT',
  'NO_BUILD_KNOWN',
  'NO_BUNDLER',
  'NO_CACHE',
  'NO_GRAPH',
  'PLUGIN_NOT_USED',
  'RESULTS_DISAGREE',
  'UNEXPECTED_ARGUMENT',
  'UNKNOWN_MODULE',
  'UNKNOWN_COMMAND',
  'UNKNOWN_OPTION',
] as const

export type CommandErrorCode = (typeof COMMAND_ERROR_CODES)[number]

interface CommandErrorFacts {
  readonly code: CommandErrorCode
  readonly message: string
  /** What it means. */
  readonly consequence: string
  readonly hint: string
  readonly exitCode: 1 | 2
}

/** An error that the user of a command can act upon. */
export class CommandError extends Error implements CommandErrorFacts {
  readonly code: CommandErrorCode
  readonly consequence: string
  readonly hint: string
  /** 2: the command was given something wrong; 1: it failed at its work. */
  readonly exitCode: 1 | 2

  constructor(facts: CommandErrorFacts) {
    super(facts.message)
    this.name = 'CommandError'
    this.code = facts.code
    this.consequence = facts.consequence
    this.hint = facts.hint
    this.exitCode = facts.exitCode
  }

  /** The error as the terminal shows it. */
  describe(): string {
    const anchor = this.code.toLowerCase().replaceAll('_', '-')
    return [
      `[rekindle] ${this.message}`,
      `  ${this.consequence}`,
      `  ${this.hint}`,
      `  See errors.md#${anchor} in the documentation.`,
    ].join('\n')
  }
}
