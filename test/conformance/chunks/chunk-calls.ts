import type { RekindleEvent } from 'unplugin-rekindle'

/** What became of the calls of `renderChunk`: names of chunks, sorted. */
export interface ChunkCalls {
  readonly ran: readonly string[]
  readonly restored: readonly string[]
}

export function chunkCalls(events: readonly RekindleEvent[]): ChunkCalls {
  const names = (kinds: readonly RekindleEvent['kind'][]): readonly string[] =>
    events
      .flatMap((event) =>
        'hook' in event && event.hook === 'renderChunk' && kinds.includes(event.kind)
          ? [event.id.replace(/^dist\//, '')]
          : [],
      )
      .sort()
  return { ran: names(['stored', 'uncacheable', 'bypassed', 'failed', 'audited']), restored: names(['hit']) }
}

/** An app of two chunks: the second is loaded when it is needed. */
export const twoChunks: Readonly<Record<string, string>> = {
  'main.js': `import { sum } from './sum.js'
const later = () => import('./later.js')
export const total = (...values) => sum(values)
export { later }
`,
  'sum.js': `export function sum(values) {
  let collected = 0
  for (const value of values) {
    collected = collected + value
  }
  return collected
}
`,
  'later.js': `export function greet(somebody) {
  const greeting = 'hello, ' + somebody
  return greeting + '!'
}
`,
}
