import { describe, expect, it } from 'vitest'
import { describeFile, type EmittedFileStep } from './emitted-file.ts'
import { type JournalStep, logStep, type ReplayContext, replayJournal } from './journal.ts'

interface Act {
  readonly name: string
  readonly args: readonly unknown[]
}

/** A bundler's context that notes what it is told and numbers the files. */
function createContext(): { context: ReplayContext; acts: Act[] } {
  const acts: Act[] = []
  const note =
    (name: string) =>
    (...args: unknown[]): void => {
      acts.push({ name, args })
    }
  const context: ReplayContext = {
    addWatchFile: note('addWatchFile'),
    emitFile(file) {
      note('emitFile')(file)
      return `new-${acts.length}`
    },
    warn: note('warn'),
    info: note('info'),
    debug: note('debug'),
  }
  return { context, acts }
}

function emitted(file: object, reference: string): EmittedFileStep {
  const described = describeFile(file)
  expect(described.kind).toBe('described')
  return { ...(described as typeof described & { kind: 'described' }).step, reference }
}

function notNull<Value>(value: Value | null): Value {
  expect(value).not.toBeNull()
  return value as Value
}

describe('replayJournal', () => {
  it('performs each step once, in order, also after it was stored', () => {
    const journal: JournalStep[] = [
      { step: 'watch', file: '/a/tokens.css' },
      notNull(logStep('warn', { code: 'OLD', message: 'careful' }, 7)),
      notNull(logStep('info', 'text', undefined)),
      emitted({ type: 'asset', name: 'a.txt', source: 'text' }, 'old-1'),
      { step: 'print', channel: 'console', method: 'log', args: ['%s', 'x'] },
      emitted({ type: 'chunk', id: '/a/worker.js' }, 'old-2'),
      { step: 'watch', file: '/a/tokens.css' },
    ]
    const { context, acts } = createContext()
    const printed: unknown[] = []
    const stored = JSON.parse(JSON.stringify(journal)) as JournalStep[]
    const { renamedReferences } = replayJournal(stored, context, ({ method, args }) =>
      printed.push([method, args]),
    )
    expect(acts).toEqual([
      { name: 'addWatchFile', args: ['/a/tokens.css'] },
      { name: 'warn', args: [{ code: 'OLD', message: 'careful' }, 7] },
      { name: 'info', args: ['text', undefined] },
      { name: 'emitFile', args: [{ type: 'asset', name: 'a.txt', source: 'text' }] },
      { name: 'emitFile', args: [{ type: 'chunk', id: '/a/worker.js' }] },
      { name: 'addWatchFile', args: ['/a/tokens.css'] },
    ])
    expect(printed).toEqual([['log', ['%s', 'x']]])
    expect([...renamedReferences]).toEqual([
      ['old-1', 'new-4'],
      ['old-2', 'new-5'],
    ])
  })

  it('gives each replay a log of its own, since bundlers add to it', () => {
    const step = notNull(logStep('warn', { message: 'careful' }, undefined))
    const spoiling: ReplayContext = {
      warn(log) {
        Object.assign(log as object, { plugin: 'added' })
      },
    }
    const { context, acts } = createContext()
    replayJournal([step], spoiling, () => {})
    replayJournal([step], context, () => {})
    expect(acts[0]?.args[0]).toEqual({ message: 'careful' })
  })

  it('gives back the bytes of a file', () => {
    const bytes = new Uint8Array([9, 0, 255, 128, 9]).subarray(1, 4)
    const step = emitted({ type: 'asset', fileName: 'a.bin', source: bytes }, 'old')
    const { context, acts } = createContext()
    replayJournal([JSON.parse(JSON.stringify(step)) as JournalStep], context, () => {})
    const { source } = acts[0]!.args[0] as { source: Uint8Array }
    expect([...source]).toEqual([0, 255, 128])
  })

  it('names what was emitted before by its new reference, in all later steps', () => {
    const journal: JournalStep[] = [
      emitted({ type: 'asset', name: 'a.txt', source: 'a' }, 'old-1'),
      emitted({ type: 'asset', name: 'of old-1', source: 'see old-1' }, 'old-2'),
      notNull(logStep('info', 'made old-1 and old-2', undefined)),
      emitted({ type: 'asset', name: 'old-1.bin', source: new Uint8Array([1, 2]) }, 'old-1'),
    ]
    const { context, acts } = createContext()
    const { renamedReferences } = replayJournal(journal, context, () => {})
    expect(acts.map(({ args }) => args[0])).toEqual([
      { type: 'asset', name: 'a.txt', source: 'a' },
      { type: 'asset', name: 'of new-1', source: 'see new-1' },
      'made new-1 and new-2',
      { type: 'asset', name: 'new-1.bin', source: new Uint8Array([1, 2]) },
    ])
    expect(renamedReferences.get('old-1')).toBe('new-4')
  })

  it('names no reference that stayed the same', () => {
    const step = emitted({ type: 'asset', source: '' }, 'new-1')
    expect(replayJournal([step], createContext().context, () => {}).renamedReferences.size).toBe(0)
  })

  it('does without members that a context does not have', () => {
    const step = emitted({ type: 'asset', source: '' }, 'old')
    expect(replayJournal([{ step: 'watch', file: '/a' }, step], {}, () => {}).renamedReferences.size).toBe(0)
  })
})

describe('what has no text form is not recorded', () => {
  it.each([
    ['an error', new Error('live'), undefined],
    ['a log with a cause', { message: '', cause: new Error('live') }, undefined],
    ['a log function', () => '', undefined],
    ['a position of a class', 'text', new Date()],
  ])('such as %s in a log', (_what, log, position) => {
    expect(logStep('warn', log, position)).toBeNull()
  })
})
