import { describeWithClosures } from './describe-plugins.ts'

/** Options of an output as they are asked for, as far as they are used. */
export interface AskedOutput {
  readonly paths?: unknown
  readonly plugins?: unknown
}

/** What is known of an output from its options on until it is made. */
export interface OutputQuestion {
  /** The options as canonical text. */
  readonly question: string
  readonly asked: AskedOutput
}

/**
 * Tells outputs of one build apart that are made at the same time: bundlers hand `paths` through as it was given, from the first
 * hook to the last.
 */
export class OutputQuestions {
  /** All outputs that are asked for, in order. */
  readonly outputs: AskedOutput[] = []
  readonly #pathsToQuestion: WeakMap<object, OutputQuestion> = new WeakMap()

  /** The options to go on with, in place of those that are asked for. */
  open<Options extends AskedOutput>(asked: Options): Options {
    this.outputs.push(asked)
    const { paths } = asked
    const own =
      typeof paths === 'function'
        ? (...args: unknown[]): unknown => Reflect.apply(paths, undefined, args)
        : { ...(paths as object | undefined) }
    this.#pathsToQuestion.set(own, { question: describeWithClosures(asked), asked })
    return { ...asked, paths: own }
  }

  /** What was asked for where these options came of it. */
  of({ paths }: AskedOutput): OutputQuestion | null {
    return (typeof paths === 'object' && paths !== null) || typeof paths === 'function'
      ? (this.#pathsToQuestion.get(paths) ?? null)
      : null
  }
}
