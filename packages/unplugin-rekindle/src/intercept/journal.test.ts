import { describe, expect, it } from 'vitest'
import { emittedFileStep, type JournalStep, logStep, type ReplayContext, replayJournal } from './journal.ts'

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
      notNull(emittedFileStep({ type: 'asset', name: 'a.txt', source: 'text' }, 'old-1')),
      { step: 'print', channel: 'console', method: 'log', args: ['%s', 'x'] },
      notNull(emittedFileStep({ type: 'chunk', id: '/a/worker.js' }, 'old-2')),
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
    const step = notNull(emittedFileStep({ type: 'asset', fileName: 'a.bin', source: bytes }, 'old'))
    const { context, acts } = createContext()
    replayJournal([JSON.parse(JSON.stringify(step)) as JournalStep], context, () => {})
    const { source } = acts[0]!.args[0] as { source: Uint8Array }
    expect([...source]).toEqual([0, 255, 128])
  })

  it('names no reference that stayed the same', () => {
    const step = notNull(emittedFileStep({ type: 'asset', source: '' }, 'new-1'))
    expect(replayJournal([step], createContext().context, () => {}).renamedReferences.size).toBe(0)
  })

  it('does without members that a context does not have', () => {
    const step = notNull(emittedFileStep({ type: 'asset', source: '' }, 'old'))
    expect(replayJournal([{ step: 'watch', file: '/a' }, step], {}, () => {}).renamedReferences.size).toBe(0)
  })
})

describe('what has no text form is not recorded', () => {
  it.each([
    ['a chunk made elsewhere', { type: 'prebuilt-chunk', fileName: 'a.js', code: '' }],
    ['a source of another kind', { type: 'asset', source: 7 }],
    ['a source that comes later', { type: 'asset', name: 'a' }],
    ['a function', { type: 'chunk', id: 'a', preserve: () => 0 }],
  ])('such as %s in an emitted file', (_what, file) => {
    expect(emittedFileStep(file, 'old')).toBeNull()
  })

  it.each([
    ['an error', new Error('live'), undefined],
    ['a log with a cause', { message: '', cause: new Error('live') }, undefined],
    ['a log function', () => '', undefined],
    ['a position of a class', 'text', new Date()],
  ])('such as %s in a log', (_what, log, position) => {
    expect(logStep('warn', log, position)).toBeNull()
  })
})
