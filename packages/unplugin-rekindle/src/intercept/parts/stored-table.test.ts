import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeTable, encodeTable, type Row } from './stored-table.ts'

const text = fc.string({ unit: 'binary' })
const row = fc.tuple(text, fc.option(text), fc.option(text))
const rows = fc.array(fc.tuple(text, row)).map((entries) => new Map<string, Row>(entries))

describe('a stored table', () => {
  it('is read back as it was, whatever the texts are', () => {
    fc.assert(
      fc.property(rows, fc.uniqueArray(text), (written, apart) => {
        const { payload, code } = encodeTable(written, new Set(apart))
        expect(decodeTable(payload, code)).toEqual({ rows: written, apart: new Set(apart) })
      }),
    )
  })

  it.each([
    ['no texts', '[[],[]]', null],
    ['texts that are cut', '[[["a","",3,-1]],[]]', 'ab'],
    ['texts that go on', '[[["a","",1,-1]],[]]', 'ab'],
    ['a row of another form', '[[["a","","1",-1]],[]]', 'a'],
    ['no list of rows', '[{},[]]', ''],
    ['no JSON', '[[', ''],
  ])('with %s is none', (_, payload, code) => {
    expect(decodeTable(payload, code)).toBeNull()
  })
})
