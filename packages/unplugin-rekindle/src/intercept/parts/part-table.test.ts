import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {
  cacheKeyOf,
  type HookQuestion,
  ProjectRoot,
  ResultCache,
  type TimedInput,
  type UncacheableReason,
} from '@rekindle/core'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ResultParts } from '../portable-parts.ts'
import { PartTable } from './part-table.ts'

let folder = ''
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rekindle-parts-'))
})
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true })
})

const key = cacheKeyOf([['parts of', 'App.vue']])
const question: HookQuestion = {
  toolchain: 'tools',
  userKey: '',
  asker: 'vite:vue 0',
  plugin: 'vue',
  hook: 'load',
  environment: 'client',
  id: 'App.vue?vue&type=style',
  code: null,
  options: '',
  memory: 'App.vue',
  isPortable: true,
}

function write(file: string, text: string): string {
  const full = path.join(folder, file)
  fs.writeFileSync(full, text)
  // As if it had long been there: a file of just now is hashed again at each look.
  fs.utimesSync(full, 1_700_000_000 + text.length, 1_700_000_000 + text.length)
  return full
}

/** Read after everything that was written before. */
function read(file: string, readAtMs: number = Date.now() + 60_000): TimedInput {
  return { kind: 'file', name: path.join(folder, file), readAtMs, isRead: true }
}

function textsOf(code: string): ResultParts {
  return { payload: `payload of ${code}`, code, map: null }
}

/** One build of a new process. */
function build<Result>(act: (table: PartTable, refusals: UncacheableReason[]) => Result): Result {
  const root = new ProjectRoot(folder)
  const results = new ResultCache({
    root,
    cacheDirectory: path.join(folder, 'cache'),
    onEvent: () => undefined,
  })
  results.startBuild()
  try {
    const table = new PartTable({ results, toolchain: () => ({ changes: () => [] }) }, 'vue', key)
    const refusals: UncacheableReason[] = []
    const result = act(table, refusals)
    table.keep()
    return result
  } finally {
    results.endBuild()
  }
}

function codeOf(table: PartTable, address: string): unknown {
  const answer = table.find(question, address)
  return answer.kind === 'row' ? answer.parts.code : answer
}

function add(table: PartTable, address: string, code: string, inputs: readonly TimedInput[] = []): void {
  table.add({ question, refused: () => undefined }, address, textsOf(code), inputs)
}

describe('PartTable', () => {
  it('has in the next build what was added in the one before, by address', () => {
    build((table) => {
      expect(codeOf(table, 'style')).toMatchObject({ kind: 'missed', reason: { kind: 'new' } })
      add(table, 'style', 'p {}')
      add(table, 'script', 'let a')
    })
    build((table) => {
      expect(codeOf(table, 'style')).toBe('p {}')
      expect(codeOf(table, 'script')).toBe('let a')
      expect(codeOf(table, 'template')).toEqual({ kind: 'missed', reason: { kind: 'new' } })
    })
  })

  it('loses all rows when an input of one of them has changed, and has them again with it', () => {
    write('types.ts', 'a')
    write('theme.css', 'b')
    build((table) => {
      add(table, 'style', 'p {}', [read('theme.css')])
      add(table, 'script', 'let a', [read('types.ts')])
    })
    write('types.ts', 'other')
    const changed = { kind: 'input-changed', input: 'file types.ts', change: 'changed' }
    build((table) => {
      for (const address of ['style', 'script']) {
        expect(codeOf(table, address)).toMatchObject({ kind: 'missed', reason: changed })
      }
    })
    write('types.ts', 'a')
    expect(build((table) => codeOf(table, 'style'))).toBe('p {}')
  })

  it('keeps what was found beside what is added, with the inputs of both', () => {
    write('types.ts', 'a')
    write('theme.css', 'b')
    build((table) => add(table, 'script', 'let a', [read('types.ts')]))
    build((table) => {
      expect(codeOf(table, 'script')).toBe('let a')
      add(table, 'style', 'p {}', [read('theme.css')])
    })
    build((table) => {
      expect([codeOf(table, 'script'), codeOf(table, 'style')]).toEqual(['let a', 'p {}'])
    })
    write('types.ts', 'other')
    build((table) => {
      expect(codeOf(table, 'style')).toMatchObject({ kind: 'missed', reason: { kind: 'input-changed' } })
    })
  })

  it('remembers which calls have entries of their own', () => {
    build((table) => {
      expect(table.isApart('template')).toBe(false)
      table.addApart({ question, refused: () => undefined }, 'template')
      expect(table.isApart('template')).toBe(true)
    })
    build((table) => {
      expect(table.find(question, 'template')).toEqual({ kind: 'apart' })
    })
  })

  it('gives nothing of this build, whose inputs are not among those that were found', () => {
    build((table) => add(table, 'script', 'let a'))
    build((table) => {
      expect(codeOf(table, 'script')).toBe('let a')
      add(table, 'style', 'p {}')
      expect(codeOf(table, 'style')).toEqual({ kind: 'missed', reason: { kind: 'new' } })
    })
  })

  it('follows a call that comes to have an entry of its own, and back', () => {
    const call = { question, refused: () => undefined }
    build((table) => add(table, 'template', 'old'))
    build((table) => {
      expect(codeOf(table, 'template')).toBe('old')
      table.addApart(call, 'template')
    })
    build((table) => {
      expect(table.find(question, 'template')).toEqual({ kind: 'apart' })
      add(table, 'template', 'new')
      expect(table.isApart('template')).toBe(false)
    })
    build((table) => expect(codeOf(table, 'template')).toBe('new'))
  })

  it('keeps nothing when an input has changed since it was read, and says so', () => {
    write('types.ts', 'a')
    const refusals: UncacheableReason[] = []
    build((table) => {
      const call = { question, refused: (reason: UncacheableReason) => refusals.push(reason) }
      table.add(call, 'script', textsOf('let a'), [read('types.ts', Date.now() - 60_000)])
      fs.writeFileSync(path.join(folder, 'types.ts'), 'b')
    })
    expect(refusals).toMatchObject([{ kind: 'input-unstable' }])
    expect(build((table) => codeOf(table, 'script'))).toMatchObject({ kind: 'missed' })
  })

  it('gives every text back', () => {
    const text = fc.string({ unit: 'binary' })
    const row = fc.tuple(text, text, fc.option(text), fc.option(text))
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ([address]) => address, minLength: 1 }), (rows) => {
        fs.rmSync(path.join(folder, 'cache'), { recursive: true, force: true })
        build((table) => {
          for (const [address, payload, code, map] of rows) {
            table.add({ question, refused: () => undefined }, address, { payload, code, map }, [])
          }
        })
        build((table) => {
          for (const [address, payload, code, map] of rows) {
            expect(table.find(question, address)).toMatchObject({
              kind: 'row',
              parts: { payload, code, map },
            })
          }
        })
      }),
      { numRuns: 30 },
    )
  })
})
