import { collectLocalSources } from '@rekindle/core'
import type { StartFacts } from '../aside/start-judge.ts'
import type { ConfigCaller } from './config-caller.ts'

/** What such a build is recognized by where the bundler doesn't tell what its config is made of; null: nobody knows its config. */
export function startFactsOf(
  caller: ConfigCaller | null,
  subject: string,
  plugins: readonly string[],
): StartFacts | null {
  if (caller === null) {
    return null
  }
  const { files } = collectLocalSources([caller.file], new Map())
  return { configFiles: [caller.file, ...files.keys()], subject, plugins }
}
