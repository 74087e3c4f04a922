import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Fingerprint } from '../key/cache-key.ts'
import { decodeHead, encodeHead } from './entry-head.ts'

const anyInput = fc.record({
  kind: fc.constantFrom('file', 'settings', 'directory', 'tree', 'env', 'context'),
  name: fc.string(),
  state: fc.string().map((text) => text as Fingerprint),
  through: fc.option(fc.string()),
})

it('gives back what was encoded', () => {
  fc.assert(
    fc.property(fc.array(anyInput), fc.option(fc.string()), fc.string(), (inputs, ledger, payload) => {
      expect(decodeHead(encodeHead({ inputs, ledger, payload }))).toEqual({ inputs, ledger, payload })
    }),
  )
})

it('takes nothing else for a head, and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(decodeHead(text)).toBeNull()
    }),
  )
  for (const text of [
    '[[],null]',
    '[[["file","a"]],null,""]',
    '[[["file","a",1]],null,""]',
    '[[["other","a","b"]],null,""]',
    '[[["file","a","b","c","d"]],null,""]',
    '[[["file","a","b",null]],null,""]',
    '[[],1,""]',
    '[[],null,null]',
    '[{},null,""]',
  ]) {
    expect(decodeHead(text), text).toBeNull()
  }
})
