import { fingerprintOf, type ProjectRoot, type RecordedInput } from '@rekindle/core'
import { nameOfQuestion } from './context-question.ts'

/** Ties a result to this folder. */
export function rootInput(root: ProjectRoot): RecordedInput {
  const name = nameOfQuestion({ ask: 'root' }, root) ?? ''
  return { kind: 'context', name, state: fingerprintOf(root.directory), through: null }
}
