import { fingerprintOf, type ProjectRoot, type RecordedInput } from '@rekindle/core'
import type { ContextQuestion } from './context-question.ts'

const ROOT: (ContextQuestion & { readonly ask: 'root' })['ask'] = 'root'

/** Ties a result to this folder. */
export function rootInput(root: ProjectRoot): RecordedInput {
  return { kind: 'context', name: ROOT, state: fingerprintOf(root.directory), through: null }
}
