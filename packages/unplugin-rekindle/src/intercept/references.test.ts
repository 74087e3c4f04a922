import { describe, expect, it } from 'vitest'
import { mentionsForeignReference, renameReferences } from './references.ts'

describe('renameReferences', () => {
  it("replaces all in one pass, since one's new id may be another's old one", () => {
    const renamed = new Map([
      ['aaaaaaaa', 'bbbbbbbb'],
      ['bbbbbbbb', 'aaaaaaaa'],
    ])
    expect(renameReferences('aaaaaaaa bbbbbbbb', renamed)).toBe('bbbbbbbb aaaaaaaa')
  })

  it('takes signs of ids for what they are', () => {
    expect(renameReferences('a$b_c-d1 aXb_c-d1', new Map([['a$b_c-d1', '$&$1aaaa']]))).toBe(
      '$&$1aaaa aXb_c-d1',
    )
  })

  it('leaves a text alone when nothing was renamed', () => {
    expect(renameReferences('text', new Map())).toBe('text')
  })
})

describe('mentionsForeignReference', () => {
  const facts = { received: null, own: ['aaaaaaaa'], known: ['aaaaaaaa', 'bbbbbbbb'] }

  it.each([
    ['a reference of its own', 'import.meta.ROLLUP_FILE_URL_aaaaaaaa', false],
    ['a marked one of another call', 'import.meta.ROLLUP_FILE_URL_cccccccc', true],
    ["a marked one of Rolldown's", 'import.meta.ROLLDOWN_FILE_URL_cccccccc_1', true],
    ['an unmarked one that another call got', 'url(bbbbbbbb)', true],
    ['a text like one', 'url(cccccccc)', false],
  ])('tells %s', (_what, text, isForeign) => {
    expect(mentionsForeignReference(text, facts)).toBe(isForeign)
  })

  it('is not about what the hook received', () => {
    const received = 'ROLLUP_FILE_URL_cccccccc and bbbbbbbb'
    expect(mentionsForeignReference(received, { ...facts, received })).toBe(false)
  })
})
